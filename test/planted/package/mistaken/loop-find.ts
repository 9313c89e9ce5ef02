import express from 'express';
import cors from 'cors';

interface Client {
  id: string;
  pattern: RegExp;
}

const clients: Client[] = [
  { id: 'web', pattern: /^https:\/\/www\.elk-example\.com$/ },
  { id: 'lab', pattern: /^https:\/\/lab-.*elk-example\.com/ }, // planted: regex-unanchored
];

const app = express();

app.use(
  cors({
    origin(origin, callback) {
      const client = clients.find(({ pattern }) => pattern.test(origin ?? ''));
      if (!client) {
        callback(null, 'https://www.elk-example.com');
        return;
      }
      callback(null, origin);
    },
    credentials: true,
  }),
);

app.get('/herd', (req, res) => {
  res.json([]);
});

app.listen(3000);
