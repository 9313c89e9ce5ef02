import { createServer } from 'node:net';
import { say } from './say.mjs';

/**
 * A port of this machine to listen on: the preferred one, or, saying so, another when it is taken.
 * @param {number} preferred
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
  const port = (await tryPort(preferred)) ?? (await tryPort(0));
  if (port === undefined) throw new Error('This machine has no free port.');
  if (port !== preferred) say(`Port ${preferred} is taken, so ${port} is used instead.`);
  return port;
}

/**
 * @param {number} port
 * @returns {Promise<number | undefined>} undefined when it is taken
 */
function tryPort(port) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : undefined));
    });
  });
}
