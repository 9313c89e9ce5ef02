import express from 'express';
import cors from 'cors';

const app = express();
const api = express.Router();

api.use(cors({ origin: /^https:\/\/.*bank-example\.com$/, credentials: true })); // planted: regex-missing-label-boundary
api.get('/accounts', (req, res) => res.json([]));

app.use('/api/v2', api);

const port = Number.parseInt(process.env.PORT ?? '8081', 10);
app.listen(port);
