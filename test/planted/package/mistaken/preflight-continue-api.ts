import express from 'express';
import cors from 'cors';

const corsOptions = {
  origin: ['https://puzzle-example.com'],
  methods: 'GET,HEAD,PUT,PATCH,POST,DELETE',
  preflightContinue: true, // planted: preflight-continue-unhandled
  optionsSuccessStatus: 204,
};

const app = express();
app.use('/api', cors(corsOptions));

const router = express.Router();
router.use((req, res) => {
  res.status(404).json({ message: 'nothing here' });
});
app.use('/api', router);

app.listen(3000);
