import express from 'express';

const app = express();

app.get('/feed.json', (req, res) => {
  res.set('Access-Control-Allow-Origin', '*');
  res.json({ items: [] });
});

app.get('/private', (req, res) => {
  res.json({ secret: true });
});

app.listen(3000);
