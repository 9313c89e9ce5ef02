import express from 'express';
import cors from 'cors';

const origins = (process.env.ALLOWED_ORIGINS ?? '')
  .split(',')
  .map((origin) => origin.trim())
  .filter((origin) => origin.length > 0);

const app = express();

app.use(cors({ origin: origins, credentials: true }));
app.use(express.json());

app.get('/', (req, res) => {
  res.send('ok');
});

app.listen(Number(process.env.PORT) || 3000);
