import express from 'express';
import cors from 'cors';

const baseCors = {
  methods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowedHeaders: ['Content-Type', 'Authorization'],
};

const publicCors = { ...baseCors, origin: '*' };
const privateCors = { ...baseCors, credentials: true, origin: ['https://console.acme-example.com'] };

const app = express();

app.use('/public', cors(publicCors));
app.use('/api', cors(privateCors));
app.use(express.json());

app.get('/public/plans', (req, res) => res.json([]));
app.patch('/api/usage', (req, res) => res.sendStatus(204));

export default app;
