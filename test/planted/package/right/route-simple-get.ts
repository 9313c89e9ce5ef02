import { Router } from 'express';
import cors from 'cors';

const router = Router();

router.get('/feed.json', cors(), (req, res) => {
  res.json({ items: [] });
});
router.all('/oembed', cors(), (req, res) => {
  res.json({});
});

export default router;
