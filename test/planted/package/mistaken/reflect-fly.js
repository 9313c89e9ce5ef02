const app = require('express')();

app.use(require('cors')({ origin: true, credentials: true })); // planted: reflect-origin-credentials

app.get('/api/flights', function (req, res) {
  res.json([{ from: 'VIE', to: 'LIS' }]);
});

app.get('/api/me', function (req, res) {
  res.json({ name: req.headers.cookie });
});

app.listen(8000, function () {
  console.log('CORS-enabled web server listening on port 8000');
});
