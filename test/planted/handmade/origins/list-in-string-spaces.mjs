import express from 'express';

const headers = {
  'Access-Control-Allow-Origin': 'http://localhost:3000 http://localhost:5173', // planted: origin-list-in-one-string
  'Access-Control-Allow-Methods': 'GET,POST,PUT',
  'Access-Control-Allow-Headers': 'Content-Type',
};

const app = express();
app.use((req, res, next) => {
  Object.keys(headers).forEach((name) => res.setHeader(name, headers[name]));
  req.method === 'OPTIONS' ? res.sendStatus(204) : next();
});
app.put('/todo/:id', (req, res) => res.sendStatus(204));
app.listen(3000);
