import axios from 'axios';

const client = axios.create({
  baseURL: 'https://api.example.com',
  withCredentials: true,
  headers: { 'Content-Type': 'application/json', 'X-Requested-With': 'XMLHttpRequest' },
});

client.interceptors.response.use((response) => {
  const allowed = response.headers['access-control-allow-origin'];
  if (!allowed) console.warn('no Access-Control-Allow-Origin on', response.config.url);
  return response;
});

export default client;
