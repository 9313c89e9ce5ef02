import express from 'express';
import cors from 'cors';

const domains = ['www.forum-example.com', 'app.chat-example.com'];
const pattern = new RegExp('^https://(' + domains.join('|') + ')$'); // planted: regex-unescaped-dot

const app = express();
app.use(cors({ origin: pattern, credentials: true }));

app.get('/threads', (req, res) => res.json([]));

app.listen(8088);
