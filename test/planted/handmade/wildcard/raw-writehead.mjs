import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';

const corsHeaders = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Allow-Credentials': 'true', // planted: wildcard-with-credentials
  'Access-Control-Allow-Methods': 'GET, POST, OPTIONS',
  'Access-Control-Allow-Headers': 'content-type',
};

const server = createServer(async (req, res) => {
  if (req.method === 'OPTIONS') {
    res.writeHead(204, corsHeaders);
    res.end();
    return;
  }
  if (req.url === '/config') {
    const text = await readFile('./config.json', 'utf8');
    res.writeHead(200, { ...corsHeaders, 'Content-Type': 'application/json' });
    res.end(text);
    return;
  }
  res.writeHead(404, corsHeaders);
  res.end('not found');
});

server.listen(8081);
