import express from 'express';
import cors from 'cors';

const app = express();

app.use(cors({ origin: false }));
app.get('/internal', (req, res) => {
  res.json({});
});

app.listen(3000);
