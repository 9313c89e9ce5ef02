import { spawn, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { npmBin, projectEnv, root } from '../../scripts/lib/root.mjs';

/** examples/api on free ports, as `npm start` runs it. */
export class SampleApi {
  readonly page: string;
  readonly api: string;
  readonly #child: ChildProcess;

  private constructor(child: ChildProcess, page: string, api: string) {
    this.#child = child;
    this.page = page;
    this.api = api;
  }

  static async start(): Promise<SampleApi> {
    const child = spawn(npmBin('node'), [path.join(root, 'examples', 'api', 'server.mjs')], {
      env: projectEnv({ PAGE_PORT: '0', API_PORT: '0' }),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const found: { page?: string; api?: string } = {};
    for await (const line of createInterface({ input: child.stdout })) {
      const [, name, address] = /^(Page|API):\s+(\S+)$/.exec(line) ?? [];
      if (name === 'Page' && address) found.page = address;
      if (name === 'API' && address) found.api = address;
      if (found.page && found.api) return new SampleApi(child, found.page, found.api);
    }
    throw new Error('The sample API ended before it listened.');
  }

  async stop(): Promise<void> {
    const ended = new Promise((resolve) => this.#child.once('exit', resolve));
    this.#child.kill();
    await ended;
  }
}
