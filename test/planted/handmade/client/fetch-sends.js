const API = 'https://api.example.com';

export async function loadUsers() {
  const response = await fetch(`${API}/users`, {
    method: 'GET',
    headers: {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*', // planted: client-sends-acao
    },
  });
  if (!response.ok) throw new Error(`status ${response.status}`);
  return response.json();
}
