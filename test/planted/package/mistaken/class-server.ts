import express, { Application } from 'express';
import cors, { CorsOptions } from 'cors';
import http from 'http';

export class Server {
  private readonly app: Application;
  private readonly corsOptions: CorsOptions = {
    origin: '*',
    credentials: true, // planted: wildcard-with-credentials
    maxAge: 600,
  };

  constructor(private readonly port: number) {
    this.app = express();
    this.setupMiddleware();
    this.setupRoutes();
  }

  private setupMiddleware(): void {
    this.app.use(cors(this.corsOptions));
    this.app.use(express.json());
  }

  private setupRoutes(): void {
    this.app.get('/status', (_req, res) => {
      res.json({ up: true });
    });
    this.app.post('/login', (req, res) => {
      res.json({ user: req.body.user });
    });
  }

  start(): http.Server {
    return this.app.listen(this.port);
  }
}

new Server(3000).start();
