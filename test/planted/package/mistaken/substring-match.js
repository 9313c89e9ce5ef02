import express from 'express';
import cors from 'cors';

const isInternal = (origin) => Boolean(origin.match('intranet-example.com')); // planted: substring-check | regex-unanchored

const app = express();

app.use(
  cors((req, callback) => {
    const origin = req.headers.origin || '';
    const options = { credentials: true, origin: ['https://intranet-example.com'] };
    if (isInternal(origin)) options.origin = true;
    callback(null, options);
  }),
);

app.get('/wiki', (req, res) => res.send('wiki'));
app.listen(8000);
