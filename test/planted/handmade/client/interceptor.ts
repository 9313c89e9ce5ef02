import axios from 'axios';

const client = axios.create({ baseURL: 'https://api.example.com' });

client.interceptors.request.use((config) => {
  const token = sessionStorage.getItem('token');
  if (token) config.headers.Authorization = `Bearer ${token}`;
  config.headers['Access-Control-Allow-Origin'] = '*'; // planted: client-sends-acao
  return config;
});

export default client;
