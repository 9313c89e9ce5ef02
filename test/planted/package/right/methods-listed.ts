import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: 'https://moss-example.com', methods: ['PATCH', 'DELETE'] }));

app.get('/moss', (req, res) => {
  res.json([]);
});
app.post('/moss', (req, res) => {
  res.sendStatus(201);
});
app.patch('/moss/:id', (req, res) => {
  res.sendStatus(204);
});
app.delete('/moss/:id', (req, res) => {
  res.sendStatus(204);
});

app.listen(3000);
