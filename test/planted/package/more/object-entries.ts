import express from 'express';
import cors from 'cors';

const policies: Record<string, cors.CorsOptions> = {
  '/public': { origin: '*' },
  '/private': { origin: /^https:\/\/.*willow-hr\.com$/, credentials: true }, // planted: regex-missing-label-boundary
};

const app = express();
Object.entries(policies).forEach(([path, options]) => app.use(path, cors(options)));

app.get('/private/people', (req, res) => {
  res.json([]);
});
app.listen(3000);
