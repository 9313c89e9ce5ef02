import express from 'express';
import cors from 'cors';

const settings: Record<string, cors.CorsOptions> = {
  development: { origin: true, credentials: true },
  test: { origin: false },
  production: { origin: ['https://owl-house.com', 'https://www.owl-house.com'], credentials: true },
};

const app = express();
app.use(cors(settings[process.env.NODE_ENV || 'development']));

app.get('/owls', (req, res) => {
  res.json([]);
});

app.listen(3000);
