import express from 'express';
import cors from 'cors';
import { tenants } from './tenants.js';

async function tenantOrigins(origin, callback) {
  try {
    const list = await tenants.origins();
    callback(null, list);
  } catch (error) {
    callback(error);
  }
}

const app = express();
app.use(cors({ origin: tenantOrigins, credentials: true }));
app.get('/tenants', (req, res) => res.json([]));
app.listen(3000);
