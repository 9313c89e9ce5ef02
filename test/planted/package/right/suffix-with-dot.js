const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors((req, cb) => {
  const origin = req.get('origin');
  if (origin && origin.startsWith('https://') && origin.endsWith('.clubs-example.com')) {
    return cb(null, { origin });
  }
  cb(null, { origin: 'https://clubs-example.com' });
}));

app.get('/clubs', (req, res) => res.json([]));

app.listen(3000);
