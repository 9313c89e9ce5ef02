import express from 'express';
import cors from 'cors';

const handler = cors({ origin: 'https://gold-example.com', credentials: true });

const app = express();
app.use(handler);

const router = express.Router();
router.use(handler);
router.get('/bars', (req, res) => {
  res.json([]);
});

app.use('/gold', router);
app.listen(3000);
