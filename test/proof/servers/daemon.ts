import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { Started } from './server.ts';

/**
 * Starts a web server in the foreground and waits until it answers on `port`, or ends.
 * An answer is the only event that a server in the foreground gives (Apache listens before it has read its configuration); it is
 * asked again each time it did not.
 */
export async function startDaemon(command: string, args: readonly string[], port: number): Promise<Started> {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  }
  const state = { ended: false };
  const exit = once(child, 'close').then(() => {
    state.ended = true;
  });
  while (!state.ended) {
    if (await answers(port)) {
      const stop = async (): Promise<void> => {
        child.kill('SIGTERM');
        await exit;
      };
      return { base: `http://127.0.0.1:${port}`, stop };
    }
  }
  return { base: null, printed };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('OPTIONS / HTTP/1.0\r\n\r\n'));
    socket.once('data', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => undefined);
    socket.once('close', () => setTimeout(() => resolve(false), 10));
  });
}
