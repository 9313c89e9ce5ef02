import express from 'express';

export const app = express();

app.use('/embed', (req, res, next) => {
  // the widget runs in a sandboxed iframe
  res.setHeader('Access-Control-Allow-Origin', 'null'); // planted: null-origin-allowed
  res.setHeader('Access-Control-Allow-Credentials', 'true');
  next();
});

app.get('/embed/data', (req, res) => {
  res.json({ widget: true });
});
