import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { Agent, request as send } from 'node:http';
import { createInterface, type Interface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { PolicyRequest } from '../../../src/policy/types.ts';
import { python } from '../../../scripts/setup/index.mjs';

const host = fileURLToPath(new URL('host.py', import.meta.url));

export type Lines = readonly (readonly [name: string, value: string])[];

export interface Answer {
  readonly status: number;
  readonly headers: Lines;
}

/** One Python process, one port, many applications. */
export class Server {
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
