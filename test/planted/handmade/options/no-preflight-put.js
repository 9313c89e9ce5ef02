const express = require('express');
const app = express();

app.put('/settings', express.json(), (req, res) => { // planted: no-preflight-answer | route-cors-without-options
  res.header('Access-Control-Allow-Origin', 'https://app.example.com');
  res.header('Access-Control-Allow-Methods', 'PUT');
  res.header('Access-Control-Allow-Headers', 'Content-Type');
  res.json(req.body);
});

app.listen(3000);
