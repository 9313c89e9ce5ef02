import express from 'express';
import cors from 'cors';
import { tenants } from './tenants';

const app = express();

app.use(cors({ origin: tenants.map((tenant) => tenant.origin), credentials: true }));
app.use(express.json());

for (const tenant of tenants) {
  app.get(`/${tenant.name}`, (req, res) => {
    res.json({ tenant: tenant.name });
  });
}

app.listen(3000);
