const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({ origin: '*', credentials: true })); // planted: wildcard-with-credentials
app.use(express.json());

app.get('/api/me', (req, res) => {
  res.json({ id: 1 });
});

app.listen(process.env.PORT || 3000);
