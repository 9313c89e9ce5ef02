import express from 'express';
import cors from 'cors';

const ROOT = 'museum-example.com';

function isOurs(origin: string): boolean {
  if (!URL.canParse(origin)) return false;
  const { protocol, hostname, port } = new URL(origin);
  return protocol === 'https:' && port === '' && (hostname === ROOT || hostname === `www.${ROOT}`);
}

const app = express();

app.use(
  cors({
    origin: (origin, callback) => {
      if (origin && isOurs(origin)) return callback(null, origin);
      callback(null, `https://${ROOT}`);
    },
    credentials: true,
  }),
);

app.get('/rooms', (req, res) => {
  res.json([]);
});

app.listen(3000);
