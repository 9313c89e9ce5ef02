const express = require('express');
const cors = require('cors');

const app = express();

app.use(cors({ origin: 'https://my-portfolio-example.com/' })); // planted: trailing-slash-origin

app.get('/projects', (req, res) => {
  res.json([{ name: 'cors' }]);
});

app.listen(3000);
