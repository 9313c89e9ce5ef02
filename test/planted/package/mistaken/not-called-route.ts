import { Router } from 'express';
import crossOrigin from 'cors';

const router = Router();

router.get('/export', crossOrigin, (req, res) => { // planted: cors-not-called
  res.type('csv').send('a,b');
});

export default router;
