import express, { Request, Response, NextFunction } from 'express';
import cors from 'cors';
import cookieParser from 'cookie-parser';
import { postsRouter } from './posts';

const app = express();

app.use(cors({ credentials: true })); // planted: wildcard-with-credentials
app.use(cookieParser());
app.use(express.json({ limit: '1mb' }));

app.use('/api/posts', postsRouter);

app.use((err: Error, req: Request, res: Response, next: NextFunction) => {
  console.error(err);
  res.status(500).json({ message: err.message });
});

const port = Number(process.env.PORT ?? 4000);
app.listen(port, () => {
  console.log(`blog api on http://localhost:${port}`);
});
