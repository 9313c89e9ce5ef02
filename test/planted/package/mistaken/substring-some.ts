import express from 'express';
import cors from 'cors';

const DOMAINS = ['garden-example.com', 'plants-example.com'] as const;

function isAllowed(origin: string | undefined): boolean {
  if (!origin) {
    return true;
  }
  return DOMAINS.some((domain) => origin.includes(domain)); // planted: substring-check
}

export class HttpServer {
  readonly app = express();

  constructor() {
    this.app.use(
      cors({
        origin: (origin, cb) => (isAllowed(origin) ? cb(null, true) : cb(null, [])),
        credentials: true,
      }),
    );
    this.app.get('/beds', this.list);
  }

  private list = (req: express.Request, res: express.Response) => {
    res.json([]);
  };
}
