import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request as send } from 'node:http';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { headerList, isUnknown, respond } from '../../src/policy/respond.ts';
import type { PolicyRequest, PolicyResponse } from '../../src/policy/types.ts';
import { read } from '../../src/stacks/fastapi/read.ts';
import { python } from '../../scripts/setup/index.mjs';
import { Random } from '../oracle/random.ts';
import { randomApplication, randomRequest } from './fastapi/cases.ts';

const applications = Number(process.env['FASTAPI_CASES'] ?? 60);
const requestsEach = 12;
const seed = Number(process.env['FASTAPI_SEED'] ?? 1);
const host = fileURLToPath(new URL('fastapi/host.py', import.meta.url));

type Lines = readonly (readonly [name: string, value: string])[];

interface Answer {
  readonly status: number;
  readonly headers: Lines;
}

/** One Python process, one port, many applications. */
class Server {
  readonly child: ChildProcess;
  readonly lines: Interface;
  readonly next: AsyncIterator<string>;
  readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  port = 0;
  errors = '';

  constructor() {
    this.child = spawn(python(), ['-u', host], { stdio: ['pipe', 'pipe', 'pipe'] });
    assert.ok(this.child.stdout);
    this.lines = createInterface({ input: this.child.stdout });
    this.next = this.lines[Symbol.asyncIterator]();
    this.child.stderr?.on('data', (chunk: Buffer) => (this.errors += chunk.toString()));
  }

  async line(): Promise<string> {
    const { value, done } = await this.next.next();
    if (done === true) throw new Error(`The Python server ended: ${this.errors}`);
    return String(value);
  }

  async load(source: string): Promise<void> {
    this.child.stdin?.write(`${JSON.stringify(source)}\n`);
    assert.equal(await this.line(), 'loaded');
  }

  ask(application: number, asked: PolicyRequest): Promise<Answer> {
    const path = asked.handler.does === 'throw' ? 'fail' : `status/${asked.handler.status}`;
    const headers = Object.fromEntries(asked.headers);
    if (asked.origin !== null) headers['Origin'] = asked.origin;
    if (asked.cookies) headers['Cookie'] = 'session=1';
    return new Promise((resolve, reject) => {
      const options = {
        port: this.port,
        path: `/${application}/${path}`,
        method: asked.method,
        headers,
        agent: this.agent,
      };
      const outgoing = send({ host: '127.0.0.1', ...options }, (response) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, headers: pairs(response.rawHeaders) }),
        );
      });
      outgoing.on('error', reject);
      outgoing.end();
    });
  }

  close(): void {
    this.agent.destroy();
    this.child.kill();
  }
}

function pairs(raw: readonly string[]): Lines {
  const lines: (readonly [string, string])[] = [];
  for (let i = 0; i < raw.length; i += 2) lines.push([raw[i] ?? '', raw[i + 1] ?? '']);
  return lines;
}

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
