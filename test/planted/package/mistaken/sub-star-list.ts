import express from 'express';
import cors from 'cors';

interface Settings {
  cors: { origins: string[]; credentials: boolean };
}

const settings: Settings = {
  cors: {
    origins: ['https://library-example.com', 'https://*.library-example.com'], // planted: wildcard-subdomain-literal
    credentials: true,
  },
};

export function start({ cors: corsSettings }: Settings = settings) {
  const app = express();
  app.use(cors({ origin: corsSettings.origins, credentials: corsSettings.credentials }));
  app.get('/books', (req, res) => {
    res.json([]);
  });
  return app.listen(3000);
}
