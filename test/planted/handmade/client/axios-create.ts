import axios, { type AxiosInstance } from 'axios';

export const http: AxiosInstance = axios.create({
  baseURL: 'https://api.example.com/v1',
  timeout: 10_000,
  withCredentials: true,
  headers: {
    Accept: 'application/json',
    'Access-Control-Allow-Credentials': 'true', // planted: client-sends-acao
  },
});

http.interceptors.response.use(
  (response) => response,
  (error) => Promise.reject(error),
);

export const getProfile = () => http.get('/profile').then(({ data }) => data);
