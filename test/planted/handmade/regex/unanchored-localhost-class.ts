import express, { Router, type NextFunction, type Request, type Response } from 'express';

class CorsPolicy {
  private static readonly LOCAL = /localhost/; // planted: regex-unanchored | substring-check

  constructor(private readonly origins: string[]) {}

  middleware() {
    return (req: Request, res: Response, next: NextFunction) => {
      const origin = req.get('origin');
      res.vary('Origin');
      if (origin && this.allows(origin)) {
        res.header('Access-Control-Allow-Origin', origin);
        res.header('Access-Control-Allow-Credentials', 'true');
        res.header('Access-Control-Allow-Headers', 'Content-Type');
      }
      if (req.method === 'OPTIONS') {
        res.status(204).end();
        return;
      }
      next();
    };
  }

  private allows(origin: string): boolean {
    return this.origins.includes(origin) || CorsPolicy.LOCAL.test(origin);
  }
}

const router = Router();
router.get('/status', (_req, res) => {
  res.json({ up: true });
});

const app = express();
app.use(new CorsPolicy(['https://status.example.com']).middleware());
app.use('/v1', router);
app.listen(3000);
