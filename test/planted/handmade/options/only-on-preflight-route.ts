import express from 'express';

const app = express();

app.options(/.*/, (_req, res) => {
  res.set({
    'Access-Control-Allow-Origin': '*', // planted: acao-only-on-preflight
    'Access-Control-Allow-Methods': 'GET, PATCH',
    'Access-Control-Allow-Headers': 'Content-Type',
  });
  res.status(204).end();
});

app.patch('/items/:id', (req, res) => {
  res.json({ id: req.params.id });
});

app.listen(3000);
