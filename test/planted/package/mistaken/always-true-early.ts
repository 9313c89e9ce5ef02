import express from 'express';
import cors from 'cors';

const trusted = new Set<string>(['https://hr.corp-example.com']);

function checkOrigin(origin: string | undefined, done: (err: Error | null, allow?: boolean) => void): void {
  if (!origin) return done(null, true);
  if (trusted.has(origin)) return done(null, true);
  return done(null, true); // planted: origin-callback-always-true | reflect-origin-credentials
}

const app = express();
app.use(cors({ origin: checkOrigin, credentials: true }));

app.get('/employees', (req, res) => {
  res.json([{ id: 1, salary: 1 }]);
});

export { app };
