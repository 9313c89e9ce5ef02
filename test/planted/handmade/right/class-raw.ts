import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

interface CorsConfig {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
}

class ApiServer {
  constructor(private readonly config: CorsConfig) {}

  listen(port: number): void {
    createServer(this.onRequest).listen(port);
  }

  private onRequest = (req: IncomingMessage, res: ServerResponse): void => {
    this.applyCors(req, res);
    if (req.method === 'OPTIONS') {
      res.statusCode = 204;
      res.end();
      return;
    }
    res.setHeader('Content-Type', 'application/json');
    res.end('{}');
  };

  private applyCors(req: IncomingMessage, res: ServerResponse): void {
    res.setHeader('Vary', 'Origin');
    const { origin } = req.headers;
    if (!origin || !this.config.origins.includes(origin)) return;
    res.setHeader('Access-Control-Allow-Origin', origin);
    res.setHeader('Access-Control-Allow-Methods', this.config.methods.join(', '));
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
}

new ApiServer({ origins: ['https://app.example.com'], methods: ['GET', 'PUT'] }).listen(3000);
