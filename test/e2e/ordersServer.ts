import { spawn, type ChildProcess } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { npmBin, projectEnv, root } from '../../scripts/lib/root.mjs';

const source = `const cors = require('cors');
const express = require('express');

const app = express();

app.use(cors({ origin: 'http://localhost:3000', methods: ['GET'] }));

app.put('/orders', (request, response) => {
  response.json({ saved: true });
});

const server = app.listen(Number(process.env.PORT), '127.0.0.1', () => {
  console.log(server.address().port);
});
`;

/** A server whose source stands in the workspace, and that a person has to restart when it changes. It lets no PUT through. */
export class OrdersServer {
  static readonly file = 'orders/server.cjs';
  readonly #dir: string;
  #child: ChildProcess | null = null;
  #port = 0;

  private constructor(dir: string) {
    this.#dir = dir;
  }

  /** Writes the source into a folder and runs it. */
  static async start(dir: string): Promise<OrdersServer> {
    const server = new OrdersServer(dir);
    const file = path.join(dir, OrdersServer.file);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, source);
    await server.#run();
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}/orders`;
  }

  /** Runs what the source says now, on the same port. */
  async restart(): Promise<void> {
    await this.stop();
    await this.#run();
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (child === null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill();
    await ended;
  }

  async #run(): Promise<void> {
    const child = spawn(npmBin('node'), [path.join(this.#dir, OrdersServer.file)], {
      env: projectEnv({ PORT: String(this.#port), NODE_PATH: path.join(root, 'node_modules') }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      this.#port = Number(line);
      return;
    }
    throw new Error(`${OrdersServer.file} ended before it listened.`);
  }
}
