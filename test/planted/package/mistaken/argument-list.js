import express from 'express';
import cors from 'cors';

const WHITELIST = ['https://bus-example.com', 'https://driver.bus-example.com'];

const app = express();

app.use(cors(WHITELIST)); // planted: cors-non-object-argument
app.use(express.json());

app.get('/lines', (req, res) => res.json([]));

app.listen(3000);
