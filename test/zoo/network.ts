import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '../real/live/rawServer.ts';
import type { Animal, Keeper } from './animal.ts';
import { withLines } from './bytes.ts';
import { listen, says } from './keepers.ts';

/** Nobody at home. */
const at =
  (url: string): Keeper =>
  () =>
    Promise.resolve({ url, close: () => undefined });

/** An honest server on one address, asked for by `host`. */
function on(address: string, host: string): Keeper {
  return async () => {
    const server = createServer((socket) => {
      socket.on('error', () => socket.destroy());
      says(withLines())(socket, '');
    });
    const port = await listen(server, address);
    return {
      url: `http://${host}:${port}/`,
      close: () => void once(server.close(), 'close'),
    };
  };
}

export const network: readonly Animal[] = [
  {
    name: 'is not there',
    keep: async () => ({ url: `http://127.0.0.1:${await freePort()}/`, close: () => undefined }),
    result: 'not-cors',
    kind: 'refused',
    says: /Nothing listens on 127\.0\.0\.1:\d+/,
  },
  {
    name: 'has a name that nobody has',
    keep: at('http://nobody.invalid/'),
    result: 'not-cors',
    kind: 'dns',
    says: /No server has the name/,
  },
  { name: 'is on IPv6 alone', keep: on('::1', '[::1]'), result: 'readable' },
  { name: 'is on IPv6 alone and asked for as localhost', keep: on('::1', 'localhost'), result: 'readable' },
  {
    name: 'is on IPv4 alone and asked for as localhost',
    keep: on('127.0.0.1', 'localhost'),
    result: 'readable',
  },
  {
    name: 'is asked for by a name below localhost',
    keep: on('127.0.0.1', 'api.localhost'),
    result: 'readable',
  },
  { name: 'is asked for by a number', keep: on('127.0.0.1', '2130706433'), result: 'readable' },
  {
    name: 'is on a port that browsers never ask',
    keep: at('http://127.0.0.1:6667/'),
    result: 'not-cors',
    says: /never call port 6667/,
  },
  { name: 'is on port 0', keep: at('http://127.0.0.1:0/'), result: 'not-cors' },
];
