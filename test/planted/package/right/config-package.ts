import express from 'express';
import cors from 'cors';
import config from 'config';

const app = express();

app.use(
  cors({
    origin: config.get<string[]>('cors.origins'),
    credentials: config.get<boolean>('cors.credentials'),
    allowedHeaders: config.get<string[]>('cors.headers'),
  }),
);

app.get('/', (req, res) => {
  res.send('ok');
});

app.listen(config.get('port'));
