import express, { type Request } from 'express';
import cors, { type CorsOptions } from 'cors';

type OriginCallback = (err: Error | null, origin?: boolean | string) => void;

class CorsService {
  static #allowed: ReadonlyArray<string> = ['https://alder-shop.com', 'https://m.alder-shop.com/']; // planted: trailing-slash-origin

  static options(): CorsOptions {
    return {
      credentials: true,
      origin: (origin: string | undefined, cb: OriginCallback) => {
        if (!origin || this.#allowed.includes(origin)) return cb(null, true);
        return cb(new Error(`${origin} blocked`)); // planted: cors-deny-with-error
      },
    };
  }
}

const app = express();
app.use(cors<Request>(CorsService.options()));
app.get('/alders', (_req, res) => {
  res.json([]);
});
app.listen(3000);
