const express = require('express');
const cors = require('cors');

const DOMAIN_RE = new RegExp("^https://app\.billing-example\.com$"); // planted: regexp-string-escape-lost | regex-unescaped-dot

const app = express();

app.use(cors({ origin: DOMAIN_RE, credentials: true }));
app.use(express.json());

app.get('/invoices', (req, res) => {
  res.json({ invoices: [] });
});

app.listen(3000);
