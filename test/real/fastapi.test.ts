import assert from 'node:assert/strict';
import { headerList, isUnknown, respond } from '../../src/policy/respond.ts';
import type { PolicyResponse } from '../../src/policy/types.ts';
import { read } from '../../src/stacks/fastapi/read.ts';
import { Random } from '../oracle/random.ts';
import { randomApplication, randomRequest } from './fastapi/cases.ts';
import { Server, type Lines } from './fastapi/serve.ts';

const applications = Number(process.env['FASTAPI_CASES'] ?? 60);
const requestsEach = 12;
const seed = Number(process.env['FASTAPI_SEED'] ?? 1);
function isCors(name: string): boolean {
  return /^(access-control-|vary$)/i.test(name);
}

/** Header lines as text; the order within a Python set is Python's own. */
function comparable(headers: Lines, anyOrder: boolean): string[] {
  const value = (text: string): string => (anyOrder ? text.split(', ').sort().join(', ') : text);
  return headers
    .filter(([name]) => isCors(name))
    .map(([name, text]) => `${name.toLowerCase()}: ${value(text)}`)
    .sort();
}

/** Both answers, without the parts that the source does not tell. */
function told(response: PolicyResponse, status: number, headers: Lines, anyOrder: boolean): object {
  const known = headers.filter(([name]) => !isUnknown(response, name));
  return { status: isUnknown(response, 'status') ? 'unknown' : status, headers: comparable(known, anyOrder) };
}

describe('FastAPI answers as its policy says', function () {
  this.timeout(120_000);
  let server: Server;

  before(async () => {
    server = new Server();
    server.port = Number(await server.line());
  });
  after(() => server.close());

  it(`on ${applications} random applications with ${requestsEach} random requests each (seed ${seed})`, async () => {
    const random = new Random(seed);
    let unknown = 0;
    for (let number = 0; number < applications; number++) {
      const source = randomApplication(random);
      await server.load(source);
      const policies = read(source, { path: 'main.py' }).policies;
      const policy = policies.find(({ label }) => label === 'CORSMiddleware on app');
      assert.ok(policy, source);
      const program = source.slice(source.indexOf('app = '));
      const anyOrder = program.includes('={');
      const requests = Array.from({ length: requestsEach }, () =>
        randomRequest(random, `127.0.0.1:${server.port}`),
      );
      const answers = await Promise.all(requests.map((asked) => server.ask(number, asked)));
      answers.forEach((got, i) => {
        const asked = requests[i];
        assert.ok(asked);
        const response = respond(policy, asked);
        if (response.unknown.length > 0) unknown++;
        assert.deepEqual(
          told(response, got.status, got.headers, anyOrder),
          told(response, response.status, headerList(response), anyOrder),
          `${program}\n${JSON.stringify(asked)}`,
        );
      });
    }
    assert.ok(unknown < applications * requestsEach * 0.2, `${unknown} answers stayed unknown`);
  });
});
