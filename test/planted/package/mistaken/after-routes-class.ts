import express from 'express';
import cors from 'cors';

class App {
  public express: express.Application;

  constructor() {
    this.express = express();
    this.routes();
    this.middlewares();
  }

  private middlewares(): void {
    this.express.use(cors({ origin: 'https://harbor-example.com' })); // planted: cors-after-routes
  }

  private routes(): void {
    this.express.get('/ships', (req, res) => {
      res.json([]);
    });
  }
}

export default new App().express;
