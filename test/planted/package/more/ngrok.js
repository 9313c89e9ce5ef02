const express = require('express');
const cors = require('cors');

const app = express();
app.use(cors({
  origin: (origin, callback) => {
    const allowed = [/^https:\/\/spruce-app\.com$/, /^https:\/\/[\w-]+\.ngrok-free\.app$/]; // planted: shared-hosting-suffix
    const match = !origin || allowed.find((re) => re.exec(origin));
    callback(null, match ? true : ['https://spruce-app.com']);
  },
  credentials: true,
}));
app.get('/spruces', (req, res) => res.json([]));
app.listen(3000);
