import type { IncomingMessage, ServerResponse } from 'node:http';

const allowCors =
  (handler: (req: IncomingMessage, res: ServerResponse) => void | Promise<void>) =>
  async (req: IncomingMessage, res: ServerResponse) => {
    res.setHeader('Access-Control-Allow-Credentials', 'true'); // planted: wildcard-with-credentials
    res.setHeader('Access-Control-Allow-Origin', '*');
    res.setHeader('Access-Control-Allow-Methods', 'GET,OPTIONS,PATCH,DELETE,POST,PUT');
    res.setHeader('Access-Control-Allow-Headers', 'X-CSRF-Token, X-Requested-With, Accept, Content-Type');
    if (req.method === 'OPTIONS') {
      res.statusCode = 200;
      res.end();
      return;
    }
    return await handler(req, res);
  };

const handler = (_req: IncomingMessage, res: ServerResponse) => {
  const date = new Date();
  res.end(date.toString());
};

export default allowCors(handler);
