import express from 'express';

const app = express();

app.use((req, res, next) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Request-Headers', 'Content-Type'); // planted: header-name-typo
  res.set('Access-Control-Request-Method', 'GET, PUT'); // planted: header-name-typo
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
