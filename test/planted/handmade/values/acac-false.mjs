import express from 'express';

const app = express();
const options = { origin: '*', credentials: false };

app.use((req, res, next) => {
  res.header('Access-Control-Allow-Origin', options.origin);
  res.header('Access-Control-Allow-Credentials', String(options.credentials)); // planted: acac-not-true
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
