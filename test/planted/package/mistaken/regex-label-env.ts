import express from 'express';
import cors from 'cors';

const isDev = process.env.NODE_ENV !== 'production';

const devOrigins = [/^http:\/\/localhost:\d+$/];
const prodOrigins = [/^https:\/\/([a-z-]+)?crm-example\.com$/]; // planted: regex-missing-label-boundary

const app = express();

app.use(cors({ origin: isDev ? devOrigins : prodOrigins, credentials: true }));
app.use(express.json());

app.get('/contacts', (req, res) => {
  res.json([]);
});

app.listen(3000);
