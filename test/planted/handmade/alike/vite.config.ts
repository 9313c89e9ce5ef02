import { defineConfig } from 'vite';

export default defineConfig({
  server: {
    cors: { origin: '*' },
    headers: { 'Access-Control-Allow-Origin': '*' },
    proxy: {
      '/api': {
        target: 'http://localhost:8080',
        changeOrigin: true,
        headers: { Origin: 'http://localhost:8080' },
      },
    },
  },
});
