import { useEffect, useState } from 'react';

export function Orders({ origin }: { origin: string }) {
  const [orders, setOrders] = useState<string[]>([]);

  useEffect(() => {
    fetch(`${origin}/orders`, { credentials: 'include', mode: 'cors' })
      .then((response) => response.json())
      .then(setOrders);
  }, [origin]);

  return <ul>{orders.map((order) => <li key={order}>{order}</li>)}</ul>;
}
