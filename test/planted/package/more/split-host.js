const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  credentials: true,
  origin: function (origin, cb) {
    const host = (origin || '').split('//')[1] || '';
    if (host.startsWith('ash-mail.com')) { // planted: prefix-check
      cb(null, true);
    } else {
      cb(null, ['https://ash-mail.com']);
    }
  },
}));

app.get('/ashes', (req, res) => res.json([]));
app.listen(3000);
