const cors = require('cors');
const app = require('express')();

function isOurs(origin) {
  return /^https:\/\/[\w.-]*tickets-example\.com$/.test(origin); // planted: regex-missing-label-boundary
}

app.use(cors({
  credentials: true,
  origin: (origin, cb) => cb(null, isOurs(origin) ? origin : 'https://tickets-example.com'),
}));

app.get('/events', (req, res) => res.json([]));

app.listen(process.env.PORT);
