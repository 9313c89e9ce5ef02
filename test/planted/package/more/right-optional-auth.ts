import express, { type RequestHandler } from 'express';
import cors from 'cors';

const attachUser: RequestHandler = (req, res, next) => {
  const token = req.headers.authorization;
  res.locals.user = token ? { token } : null;
  next();
};

const app = express();
app.use(attachUser);
app.use(cors({ origin: ['https://fig-notes.com'], credentials: true }));
app.get('/figs', (req, res) => {
  res.json(res.locals.user);
});
app.listen(3000);
