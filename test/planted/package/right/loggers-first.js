const express = require('express');
const cors = require('cors');
const helmet = require('helmet');
const compression = require('compression');
const cookieParser = require('cookie-parser');
const morgan = require('morgan');

const app = express();

app.set('trust proxy', 1);
app.use(morgan('combined'));
app.use(compression());
app.use(cookieParser());
app.use(helmet({ crossOriginResourcePolicy: { policy: 'same-origin' } }));
app.use((req, res, next) => {
  req.id = Math.random().toString(36);
  next();
});
app.use(cors({ origin: ['https://pool-example.com'], credentials: true }));

app.get('/pools', (req, res) => res.json([]));

app.listen(3000);
