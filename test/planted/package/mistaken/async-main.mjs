import express from 'express';
import cors from 'cors';
import { connect } from './database.mjs';

async function main() {
  await connect(process.env.DATABASE_URL);

  const app = express();
  const origins = process.env.NODE_ENV === 'test' ? [] : ['https://cat-example.com', 'www.cat-example.com']; // planted: origin-missing-scheme

  app.use(cors({ origin: origins }));
  app.get('/cats', async (req, res) => {
    res.json(await Promise.all([]));
  });

  await new Promise((resolve) => app.listen(3000, resolve));
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
