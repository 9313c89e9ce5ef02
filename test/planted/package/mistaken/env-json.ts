import express from 'express';
import cors from 'cors';

const fallback = ['https://jay-example.com', 'https://nest.jay-example.com/'] as const; // planted: trailing-slash-origin

function readOrigins(): string[] {
  const raw = process.env.ORIGINS_JSON;
  if (raw) {
    return JSON.parse(raw);
  }
  return [...fallback];
}

const app = express();
app.use(cors({ origin: readOrigins(), credentials: true }));

app.get('/jays', (req, res) => {
  res.json([]);
});

app.listen(3000);
