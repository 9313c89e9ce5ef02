require('dotenv').config();
const express = require('express');
const app = express();
const cors = require('cors');
const corsOptions = require('./corsOptions');
const PORT = process.env.PORT || 3500;

app.use(cors(corsOptions)); // planted: cors-deny-with-error
app.use(express.json());

app.get('/notes', (req, res) => res.json([]));

app.all('*', (req, res) => {
  res.status(404).json({ message: '404 Not Found' });
});

app.listen(PORT, () => console.log(`Server running on port ${PORT}`));
