import express, { type NextFunction, type Request, type Response } from 'express';

interface CorsSettings {
  origins: string[];
  headers: string[];
}

class Cors {
  #settings: CorsSettings;

  constructor(settings: CorsSettings) {
    this.#settings = settings;
    this.handle = this.handle.bind(this);
  }

  handle(req: Request, res: Response, next: NextFunction): void {
    const origin = req.header('origin');
    if (origin && this.#settings.origins.includes(origin)) {
      res.header('Access-Control-Allow-Origin', origin); // planted: vary-origin-missing
      res.header('Access-Control-Allow-Headers', this.#settings.headers.join(', '));
    }
    if (req.method === 'OPTIONS') {
      res.sendStatus(204);
      return;
    }
    next();
  }
}

const cors = new Cors({
  origins: ['https://a.example.com', 'https://b.example.com'],
  headers: ['Content-Type'],
});

const app = express();
app.use(cors.handle);
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
