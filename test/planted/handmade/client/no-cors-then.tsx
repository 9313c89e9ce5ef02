import { useState } from 'react';

export function Ticker({ url }: { url: string }) {
  const [text, setText] = useState('');

  function refresh() {
    fetch(url, {
      method: 'GET',
      mode: 'no-cors', // planted: client-no-cors-mode
      cache: 'no-store',
    })
      .then((res) => res.text())
      .then((body) => setText(body))
      .catch(console.error);
  }

  return <button onClick={refresh}>{text || 'load'}</button>;
}
