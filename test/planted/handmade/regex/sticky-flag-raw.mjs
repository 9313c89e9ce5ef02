import http from 'node:http';

const rules = { web: /^https:\/\/web\.example\.org$/g }; // planted: regex-global-or-sticky-flag

function headersFor(origin) {
  const headers = { Vary: 'Origin' };
  if (origin && rules.web.test(origin)) {
    headers['Access-Control-Allow-Origin'] = origin;
  }
  return headers;
}

http
  .createServer((req, res) => {
    const headers = headersFor(req.headers.origin);
    if (req.method === 'OPTIONS') {
      res.writeHead(204, { ...headers, 'Access-Control-Allow-Headers': 'Content-Type' });
      return res.end();
    }
    res.writeHead(200, headers);
    res.end('hi');
  })
  .listen(3000);
