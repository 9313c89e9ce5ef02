import express from 'express';
import cors from 'cors';
import session from 'express-session';

const app = express();
app.set('trust proxy', 1);
app.use(cors({ origin: 'https://app.peach-pay.com', credentials: true }));
app.use(session({ secret: process.env.SECRET, resave: false, saveUninitialized: false, cookie: { sameSite: 'none', secure: true } }));
app.get('/peaches', (req, res) => res.json(req.session));
app.listen(3000);
