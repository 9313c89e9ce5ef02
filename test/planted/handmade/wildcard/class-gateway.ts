import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export class Gateway {
  private readonly server: Server;
  private readonly allowOrigin = '*';

  constructor(private readonly port: number) {
    this.server = createServer((req, res) => this.handle(req, res));
  }

  start(): void {
    this.server.listen(this.port);
  }

  private handle(req: IncomingMessage, res: ServerResponse): void {
    this.writeCors(res);
    if (req.method === 'OPTIONS') {
      res.statusCode = 204;
      res.end();
      return;
    }
    res.setHeader('Content-Type', 'application/json');
    res.end(JSON.stringify({ path: req.url }));
  }

  private writeCors(res: ServerResponse): void {
    res.setHeader('Access-Control-Allow-Origin', this.allowOrigin);
    res.setHeader('Access-Control-Allow-Credentials', 'true'); // planted: wildcard-with-credentials
    res.setHeader('Access-Control-Allow-Headers', 'Content-Type');
  }
}

new Gateway(9000).start();
