import express from 'express';
import { registerMiddleware } from './middleware';

const app = express();
registerMiddleware(app);
app.get('/pears', (req, res) => {
  res.json([]);
});
app.listen(3000);
