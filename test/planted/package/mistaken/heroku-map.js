const cors = require('cors');
const express = require('express');

const rules = new Map([
  ['demo', /^https:\/\/[a-z-]+\.herokuapp\.com$/], // planted: shared-hosting-suffix
  ['live', /^https:\/\/kitchen-example\.com$/],
]);

const app = express();

app.use(cors({ origin: [...rules.values()], credentials: true }));

app.get('/menu', (req, res) => res.json([]));

app.listen(3000);
