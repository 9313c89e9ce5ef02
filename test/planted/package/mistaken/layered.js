const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://club-example.com', credentials: true }));

app.get('/members', (req, res) => res.json([]));
app.get('/public/events', cors(), (req, res) => res.json([])); // planted: layered-cors-leftover-acac

app.listen(3000);
