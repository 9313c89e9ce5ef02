import axios from 'axios';

export const api = axios.create({
  baseURL: process.env.API_URL ?? 'http://localhost:3000',
  withCredentials: true,
  headers: { 'Content-Type': 'application/json' },
});

export async function loadMe() {
  const { data } = await api.get('/me');
  return data;
}

export function isCorsError(error: unknown): boolean {
  return axios.isAxiosError(error) && error.message === 'Network Error';
}
