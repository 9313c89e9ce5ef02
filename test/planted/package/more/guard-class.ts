import express, { NextFunction, Request, Response } from 'express';
import cors from 'cors';

class AuthGuard {
  handle = (req: Request, res: Response, next: NextFunction) => {
    const token = req.header('authorization')?.split(' ')[1];
    if (!token) {
      res.status(401).json({ message: 'unauthorized' });
      return;
    }
    next();
  };
}

const guard = new AuthGuard();
const app = express();
app.use(guard.handle);
app.use(cors({ origin: ['https://teak-app.com'] })); // planted: cors-after-auth
app.get('/teaks', (req, res) => {
  res.json([]);
});
app.listen(3000);
