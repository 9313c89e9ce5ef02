const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({
  origin: [
    'capacitor://localhost',
    'ionic://localhost',
    'tauri://localhost',
    'chrome-extension://abcdefghijklmnopabcdefghijklmnop',
    'https://[2001:db8::1]:8443',
    'https://203.0.113.7:8443',
  ],
  credentials: true,
}));

app.get('/sync', (req, res) => res.json({}));

app.listen(3000);
