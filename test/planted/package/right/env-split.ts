import express from 'express';
import cors from 'cors';
import { z } from 'zod';

const env = z
  .object({
    PORT: z.coerce.number().default(3000),
    CORS_ORIGIN: z.string().url(),
  })
  .parse(process.env);

const app = express();
app.use(cors({ origin: env.CORS_ORIGIN, credentials: true }));

app.get('/', (_req, res) => {
  res.send('ok');
});

app.listen(env.PORT);
