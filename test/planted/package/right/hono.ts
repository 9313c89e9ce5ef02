import { Hono } from 'hono';
import { cors } from 'hono/cors';

const app = new Hono();

app.use(
  '/api/*',
  cors({
    origin: (origin, c) => (origin.endsWith('.hono-example.com') ? origin : 'https://hono-example.com'),
    allowHeaders: ['X-Custom-Header'],
    allowMethods: ['POST', 'GET', 'OPTIONS'],
    exposeHeaders: ['Content-Length'],
    maxAge: 600,
  }),
);

app.get('/api/x', (c) => c.json({}));

export default app;
