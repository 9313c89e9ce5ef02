import http from 'node:http';

const FRONTEND_URL = 'http://localhost:3000/'; // planted: trailing-slash-origin

const cors = {
  'Access-Control-Allow-Origin': FRONTEND_URL,
  'Access-Control-Allow-Headers': 'Content-Type',
};

http
  .createServer((req, res) => {
    if (req.method === 'OPTIONS') {
      res.writeHead(204, cors);
      res.end();
    } else {
      res.writeHead(200, { 'Content-Type': 'application/json', ...cors });
      res.end(JSON.stringify([1, 2, 3]));
    }
  })
  .listen(8000);
