export async function loadCart() {
  const response = await fetch('https://api.example.com/cart', {
    mode: 'cors',
    credentials: 'include',
    headers: { Accept: 'application/json' },
  });
  return response.json();
}
