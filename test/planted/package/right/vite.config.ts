import { defineConfig } from 'vite';

export default defineConfig({
  server: {
    cors: { origin: ['http://localhost:3000'], credentials: true },
    proxy: { '/api': { target: 'http://localhost:5000', changeOrigin: true } },
  },
  preview: { cors: true },
});
