import express, { Application } from 'express';
import cors, { CorsOptions } from 'cors';

export class Server {
  private readonly app: Application = express();
  private static readonly cors: CorsOptions = {
    origin: ['https://a.studio-example.com', 'https://b.studio-example.com'],
    credentials: true,
    maxAge: 7200,
  };

  constructor(private readonly port: number) {
    this.use();
    this.routes();
  }

  private use(): void {
    this.app.use(cors(Server.cors));
    this.app.use(express.json());
  }

  private routes(): void {
    this.app.get('/status', (_req, res) => {
      res.json({ up: true });
    });
  }

  start(): void {
    this.app.listen(this.port);
  }
}
