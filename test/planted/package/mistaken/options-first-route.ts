import express from 'express';
import cors from 'cors';

const strict = cors({ origin: ['https://sail-example.com'], credentials: true });

const router = express.Router();

router.options('/boats/:id', cors()); // planted: options-handler-different-policy
router.patch('/boats/:id', strict, (req, res) => {
  res.sendStatus(204);
});

const app = express();
app.use('/api', router);
app.listen(3000);
