import express from 'express';
import { createServer } from 'node:http';
import path from 'node:path';
import { sampleApi } from './api.mjs';

/** The sample API and the page that calls it, on two ports of this machine: two origins. */
const pagePort = await listen('PAGE_PORT', 3000);
const apiPort = await listen('API_PORT', 8080);

const page = `http://localhost:${pagePort.port}`;
const api = `http://localhost:${apiPort.port}`;

pagePort.server.on('request', samplePage(api));
apiPort.server.on('request', sampleApi(page));

console.log(`Page: ${page}`);
console.log(`API:  ${api}`);

for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => {
    for (const { server } of [pagePort, apiPort]) {
      server.close();
      server.closeAllConnections();
    }
  });
}

/** @param {string} apiOrigin */
function samplePage(apiOrigin) {
  const app = express();
  app.disable('x-powered-by');
  app.get('/api-origin', (_req, res) => res.json(apiOrigin));
  app.get('/routes.mjs', (_req, res) => res.sendFile(path.join(import.meta.dirname, 'routes.mjs')));
  app.use(express.static(path.join(import.meta.dirname, 'page')));
  return app;
}

/**
 * Listens on the port that the environment names, or on `preferred`; when that is taken, on a free one.
 *
 * @param {string} variable
 * @param {number} preferred
 */
async function listen(variable, preferred) {
  const wanted = Number(process.env[variable] ?? preferred);
  if (!Number.isInteger(wanted) || wanted < 0 || wanted > 65535) {
    console.error(`${variable} is a port number from 0 to 65535, not “${process.env[variable]}”.`);
    process.exit(2);
  }
  const server = createServer();
  try {
    return { server, port: await start(server, wanted) };
  } catch (error) {
    const { code, message } = /** @type {NodeJS.ErrnoException} */ (error);
    const port = await start(server, 0);
    const why = code === 'EADDRINUSE' ? 'taken' : `not available (${message})`;
    console.log(`Port ${wanted} is ${why}, so ${port} is used instead (${variable} sets another one).`);
    return { server, port };
  }
}

/**
 * @param {import('node:http').Server} server
 * @param {number} port
 * @returns {Promise<number>} the port
 */
function start(server, port) {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
