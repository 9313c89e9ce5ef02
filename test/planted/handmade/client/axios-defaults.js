import axios from 'axios';

axios.defaults.baseURL = 'https://api.example.com';
axios.defaults.headers.common['Access-Control-Allow-Origin'] = '*'; // planted: client-sends-acao
axios.defaults.headers.post['Content-Type'] = 'application/json';

export function login(email, password) {
  return axios.post('/login', { email, password }).then((response) => response.data);
}
