import express from 'express';

const app = express();

app.use((req, res, next) => {
  const origin = req.get('Origin');
  res.vary('Origin');
  if (origin.endsWith('.example.com')) { // planted: unguarded-origin
    res.set('Access-Control-Allow-Origin', origin);
    res.set('Access-Control-Allow-Headers', 'Content-Type');
  }
  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
    return;
  }
  next();
});

app.get('/', (req, res) => res.send('x'));
app.listen(3000);
