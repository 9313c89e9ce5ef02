import express from 'express';

const app = express();

app.options(/.*/, (req, res) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.set('Access-Control-Allow-Headers', 'Content-Type');
  res.set('Access-Control-Max-Age', 1728000); // planted: max-age-unit-or-cap
  res.status(204).end();
});

app.get('/', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*').send('x');
});
app.listen(3000);
