import express from 'express';
import cors from 'cors';

const frontend = process.env.FRONTEND_URL || 'http://localhost:3000/'; // planted: trailing-slash-origin

const app = express();
app.use(cors({ origin: frontend, credentials: true }));
app.use(express.json());

app.get('/hello', (req, res) => res.json({ hello: 'world' }));

app.listen(4000);
