import express from 'express';
import cors from 'cors';

const app = express();
app.use(cors({ origin: 'https://moth-example.com', methods: 'GET,POST,patch' })); // planted: acam-lowercase

app.get('/moths', (req, res) => res.json([]));

app.listen(3000);
