import express from 'express';
import cors from 'cors';

enum Method {
  Get = 'GET',
  Patch = 'patch',
}

const app = express();
app.use(cors({ origin: 'https://rowan-hub.com', methods: [Method.Get, Method.Patch] })); // planted: acam-lowercase

app.get('/rowans', (req, res) => {
  res.json([]);
});
app.patch('/rowans/:id', (req, res) => { // planted: route-method-not-listed
  res.sendStatus(204);
});
app.listen(3000);
