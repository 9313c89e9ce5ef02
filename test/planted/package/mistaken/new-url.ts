import express from 'express';
import cors from 'cors';

const hosts = ['brew-example.com', 'www.brew-example.com'];

const app = express();

app.use(
  cors((req, callback) => {
    const { host, protocol } = new URL(req.headers.origin as string); // planted: unguarded-origin
    const ok = protocol === 'https:' && hosts.includes(host);
    callback(null, { origin: ok ? `https://${host}` : 'https://brew-example.com' });
  }),
);

app.get('/taps', (req, res) => {
  res.json([]);
});

app.listen(3000);
