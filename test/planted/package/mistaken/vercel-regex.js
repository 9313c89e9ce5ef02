const express = require('express');
const cors = require('cors');

const app = express();

app.use(
  cors({
    origin: ['https://budget-example.com', /^https:\/\/[a-z0-9-]+\.vercel\.app$/], // planted: shared-hosting-suffix
    credentials: true,
  })
);
app.use(express.json());

app.get('/budgets', (req, res) => res.json([]));

app.listen(process.env.PORT || 5000);
