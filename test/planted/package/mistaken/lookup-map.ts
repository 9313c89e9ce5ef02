import express from 'express';
import cors from 'cors';

const byEnv: Record<string, cors.CorsOptions> = {
  development: { origin: true, credentials: true },
  staging: { origin: /staging\.owlet-example\.com/, credentials: true }, // planted: regex-unanchored
  production: { origin: 'https://owlet-example.com', credentials: true },
};

const app = express();
app.use(cors(byEnv[process.env.NODE_ENV ?? 'development']));

app.get('/owlets', (req, res) => {
  res.json([]);
});

app.listen(3000);
