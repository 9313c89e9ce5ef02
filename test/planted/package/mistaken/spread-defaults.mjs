import express from 'express';
import cors from 'cors';

const baseCors = {
  methods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowedHeaders: ['Content-Type', 'Authorization'],
  credentials: true, // planted: wildcard-with-credentials
};

const publicCors = { ...baseCors, origin: '*' };

const app = express();

app.use('/public', cors(publicCors));
app.use('/api', cors({ ...baseCors, origin: ['https://console.acme.io'] }));
app.use(express.json());

app.get('/public/plans', (req, res) => {
  res.json([{ id: 'free' }, { id: 'pro' }]);
});

app.get('/api/usage', (req, res) => {
  res.json({ requests: 42 });
});

export default app;
