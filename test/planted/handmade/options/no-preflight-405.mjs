import { createServer } from 'node:http';

const cors = { 'Access-Control-Allow-Origin': '*', 'Access-Control-Allow-Headers': 'Content-Type' }; // planted: no-preflight-answer

createServer((req, res) => {
  if (req.method !== 'POST') {
    res.writeHead(405, cors);
    res.end();
    return;
  }
  let text = '';
  req.on('data', (part) => (text += part));
  req.on('end', () => {
    const body = JSON.parse(text);
    res.writeHead(200, { ...cors, 'Content-Type': 'application/json' });
    res.end(JSON.stringify(body));
  });
}).listen(3000);
