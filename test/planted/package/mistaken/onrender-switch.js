import express from 'express';
import cors from 'cors';

function originFor(mode) {
  switch (mode) {
    case 'preview':
      return /^https:\/\/.+\.onrender\.com$/; // planted: shared-hosting-suffix
    case 'staging':
      return 'https://staging.weather-example.com';
    default:
      return 'https://weather-example.com';
  }
}

const app = express();

app.use(cors({ origin: originFor(process.env.APP_MODE), credentials: true }));

app.get('/forecast', (req, res) => res.json({ sun: true }));

app.listen(3000);
