import express from 'express';
import cors from 'cors';
import { findTenant } from './tenants.js';

async function tenantOrigin(origin: string | undefined) {
  const tenant = await findTenant(origin);
  return tenant !== null;
}

const app = express();

app.use(cors({ origin: tenantOrigin as never, credentials: true })); // planted: cors-origin-fn-returns

app.get('/tenant', (req, res) => {
  res.json({});
});

app.listen(3000);
