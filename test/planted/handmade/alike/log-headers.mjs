import express from 'express';

const app = express();

app.use((req, res, next) => {
  res.on('finish', () => {
    const allowed = res.getHeader('Access-Control-Allow-Origin');
    console.log(req.method, req.url, res.statusCode, allowed ?? '-');
  });
  next();
});

app.use((req, res, next) => {
  res.removeHeader('X-Powered-By');
  res.set('Access-Control-Allow-Origin', 'https://app.example.com');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') return void res.sendStatus(204);
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
