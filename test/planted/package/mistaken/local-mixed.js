const express = require('express');
const cors = require('cors');
const cookieParser = require('cookie-parser');

const app = express();

app.use(cors({
  origin: [
    'http://localhost:3000', // planted: localhost-in-production
    'http://127.0.0.1:5173', // planted: localhost-in-production
    'https://learn-example.com',
    'https://www.learn-example.com',
  ],
  credentials: true,
}));
app.use(cookieParser());
app.use(express.json());

app.get('/courses', (req, res) => res.json([]));

app.listen(5000);
