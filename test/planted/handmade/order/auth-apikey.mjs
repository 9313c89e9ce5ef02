import express from 'express';

const app = express();

const requireApiKey = (req, res, next) => {
  if (req.get('x-api-key') !== process.env.API_KEY) {
    res.sendStatus(403);
    return;
  }
  next();
};

function cors(req, res, next) {
  res.set({
    'Access-Control-Allow-Origin': '*', // planted: cors-after-auth
    'Access-Control-Allow-Headers': 'X-Api-Key, Content-Type',
    'Access-Control-Allow-Methods': 'GET, POST, DELETE',
  });
  if (req.method === 'OPTIONS') return void res.sendStatus(204);
  next();
}

app.use(requireApiKey, cors);
app.delete('/things/:id', (req, res) => res.sendStatus(204));
app.listen(3000);
