import express from 'express';
import cors from 'cors';

const escape = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const hosts = ['form-example.com', 'survey-example.com'];
const pattern = new RegExp(`^https://(?:${hosts.map(escape).join('|')})$`);

const app = express();
app.use(cors({ origin: pattern, credentials: true }));
app.get('/forms', (req, res) => {
  res.json([]);
});
app.listen(3000);
