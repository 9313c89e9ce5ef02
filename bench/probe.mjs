import { once } from 'node:events';
import { createServer } from 'node:http';
import { performance } from 'node:perf_hooks';
import { Agent, request } from 'undici';
import { probe } from '../src/probe/probe.ts';
import { openTransport } from '../src/probe/transport.ts';

/**
 * A live test of one PUT with its preflight against a server on this machine, beside the same two requests by undici alone. The test
 * may take 1.2 times as long, and 5 ms more.
 */
const ROUNDS = 400;
const origin = 'http://localhost:3000';

const server = createServer((_request, response) => {
  response.setHeader('Access-Control-Allow-Origin', origin);
  response.setHeader('Access-Control-Allow-Methods', 'PUT');
  response.end('ok');
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const url = `http://127.0.0.1:${server.address().port}/orders`;

const bare = [];
const tested = [];
for (let round = 0; round < ROUNDS; round++) {
  bare.push(await timed(bareRequests));
  tested.push(await timed(liveTest));
}
server.close();
server.closeAllConnections();

const limit = 1.2 * median(bare) + 5;
const result = median(tested);
process.stdout.write(
  `Live test of a PUT: ${result.toFixed(2)} ms; two bare requests: ${median(bare).toFixed(2)} ms; limit ${limit.toFixed(2)} ms.\n`,
);
if (result > limit) process.exitCode = 1;

async function bareRequests() {
  const dispatcher = new Agent({ connections: 1 });
  for (const method of ['OPTIONS', 'PUT']) {
    const { body } = await request(url, { method, dispatcher });
    await body.dump();
  }
  await dispatcher.destroy();
}

async function liveTest() {
  const transport = openTransport();
  const { verdict } = await probe(
    {
      url,
      origin,
      method: 'PUT',
      headers: [],
      credentials: 'omit',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
    },
    transport,
    { confirm: () => true },
  );
  await transport.close();
  if (verdict.outcome !== 'readable') throw new Error(`The live test ended with ${verdict.outcome}.`);
}

async function timed(run) {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

function median(values) {
  return [...values].sort((a, b) => a - b)[values.length >> 1];
}
