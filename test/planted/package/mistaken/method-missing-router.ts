import express from 'express';
import cors from 'cors';

const router = express.Router();
router.get('/', (req, res) => {
  res.json([]);
});
router.patch('/:id', (req, res) => { // planted: route-method-not-listed
  res.sendStatus(204);
});

const app = express();
app.use(cors({ origin: ['https://wolf-example.com'], methods: 'GET,HEAD,PUT,POST,DELETE' }));
app.use('/packs', router);

app.listen(3000);
