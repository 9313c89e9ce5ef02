import express from 'express';
import cors from 'cors';

const app = express();

app.use(
  cors(async (req) => { // planted: cors-origin-fn-returns
    const isAdmin = req.path.startsWith('/admin');
    return { origin: isAdmin ? 'https://admin.poker-example.com' : '*' };
  }),
);

app.get('/tables', (req, res) => res.json([]));

app.listen(3000);
