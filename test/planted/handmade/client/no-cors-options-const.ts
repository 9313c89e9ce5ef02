const options: RequestInit = {
  method: 'POST',
  mode: 'no-cors', // planted: client-no-cors-mode
  body: new URLSearchParams({ a: '1' }),
};

export async function submit(): Promise<boolean> {
  const res = await fetch('https://forms.example.com/submit', options);
  if (!res.ok) {
    throw new Error('failed');
  }
  const { accepted } = await res.json();
  return accepted;
}
