// express: 5.0.1
import express from 'express';
import cors from 'cors';

const corsOptions = { origin: 'https://job-example.com', credentials: true };

const app = express();
app.options('/*', cors(corsOptions)); // planted: express5-star-path

const api = express.Router();
api.use('*', cors(corsOptions)); // planted: express5-star-path
api.get('/jobs', (req, res) => {
  res.json([]);
});
app.use('/api', api);

app.listen(3000);
