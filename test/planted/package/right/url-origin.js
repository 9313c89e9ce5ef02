import express from 'express';
import cors from 'cors';

const site = new URL('https://Store.Example/path?x=1');

const app = express();
app.use(cors({ origin: [site.origin], credentials: true }));
app.get('/goods', (req, res) => res.json([]));
app.listen(3000);
