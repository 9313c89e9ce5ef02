import express from 'express';
import cors from 'cors';

class CorsError extends Error {
  override readonly name = 'CorsError';
  constructor(origin: string | undefined) {
    super(`${origin} is not welcome`);
  }
}

export class OriginPolicy {
  constructor(private readonly origins: readonly string[]) {}

  check = (origin: string | undefined, cb: (err: Error | null, ok?: boolean) => void): void => {
    const known = origin === undefined || this.origins.find((o) => o === origin) !== undefined;
    if (known) cb(null, true);
    else cb(new CorsError(origin)); // planted: cors-deny-with-error
  };
}

const policy = new OriginPolicy(['https://cargo-example.com']);
const app = express();
app.use(cors({ origin: policy.check }));
app.get('/containers', (req, res) => {
  res.json([]);
});
app.listen(3000);
