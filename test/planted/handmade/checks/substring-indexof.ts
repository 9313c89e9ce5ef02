import express, { type RequestHandler } from 'express';

const trustedDomains = ['example.com', 'example.org'];

const cors: RequestHandler = (req, res, next) => {
  const origin = req.headers.origin;
  res.vary('Origin');

  let ok = false;
  if (origin) {
    for (const domain of trustedDomains) {
      if (origin.indexOf(domain) > -1) { // planted: substring-check
        ok = true;
        break;
      }
    }
  }

  if (ok) {
    res.header('Access-Control-Allow-Origin', origin);
    res.header('Access-Control-Allow-Credentials', 'true');
    res.header('Access-Control-Allow-Headers', 'Content-Type');
  }

  if (req.method === 'OPTIONS') {
    res.sendStatus(204);
  } else {
    next();
  }
};

const app = express();
app.use(cors);
app.get('/', (_req, res) => void res.send('x'));
app.listen(3000);
