import express from 'express';

const app = express();
const LIST = ['https://a.example.com', 'https://b.example.com'];

app.use((req, res, next) => {
  res.append('Vary', 'Origin');
  if (LIST.indexOf(req.headers.origin) !== -1) {
    res.header('Access-Control-Allow-Origin', req.headers.origin);
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }
  req.method === 'OPTIONS' ? res.sendStatus(204) : next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
