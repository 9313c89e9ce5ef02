import express from 'express';
import cors from 'cors';

const site = new URL(process.env.SITE_URL ?? 'https://bakery-example.com');

const app = express();

app.use(cors({ origin: [site], credentials: true })); // planted: cors-truthy-object-origin

app.get('/bread', (req, res) => res.json([]));

app.listen(3000);
