import express from 'express';
import cors from 'cors';

const open = express();
open.use(cors());
open.get('/tiles', (req, res) => res.json([]));

const closed = express();
closed.use(cors({ origin: 'https://nut-maps.com', credentials: true }));
closed.put('/places/:id', (req, res) => res.sendStatus(204));

const main = express();
main.use('/open', open);
main.use('/closed', closed);
main.listen(3000);
