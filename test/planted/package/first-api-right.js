const express = require('express');
const cors = require('cors');

const app = express();
// One site, with cookies.
app.use(cors({ origin: 'https://app.example.com', credentials: true }));
app.use(express.json());

app.get('/api/me', (req, res) => {
  res.json({ id: 1 });
});

app.listen(process.env.PORT || 3000);
