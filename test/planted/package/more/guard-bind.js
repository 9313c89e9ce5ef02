const express = require('express');
const cors = require('cors');

class Session {
  check(req, res, next) {
    if (!req.headers.cookie) return res.sendStatus(401);
    return next();
  }
}

const session = new Session();
const app = express();
app.use(session.check.bind(session));
app.use(cors({ origin: 'https://yew-app.com', credentials: true })); // planted: cors-after-auth
app.get('/yews', (req, res) => res.json([]));
app.listen(3000);
