import express from 'express';
import cors from 'cors';

const base = ['Content-Type', 'Authorization'];
const extra = ['Cookie', 'Host'];

const app = express();
app.use(cors({ origin: 'https://emu-example.com', allowedHeaders: base.concat(extra) })); // planted: cargo-allow-headers

app.get('/emus', (req, res) => res.json([]));

app.listen(3000);
