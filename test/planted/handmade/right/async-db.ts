import express from 'express';
import { loadTenants } from './tenants';

const app = express();

app.use(async (req, res, next) => {
  try {
    const origin = req.get('origin');
    res.vary('Origin');
    const tenants = await loadTenants();
    if (origin && tenants.some((tenant: { origin: string }) => tenant.origin === origin)) {
      res.set('Access-Control-Allow-Origin', origin);
      res.set('Access-Control-Allow-Credentials', 'true');
      res.set('Access-Control-Allow-Headers', 'Content-Type');
    }
    if (req.method === 'OPTIONS') {
      res.sendStatus(204);
      return;
    }
    next();
  } catch (error) {
    next(error);
  }
});
app.get('/', (_req, res) => {
  res.send('x');
});
app.listen(3000);
