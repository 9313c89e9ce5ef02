import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { root } from './paths.ts';

/** The sample API and its page, as `node examples/api/server.mjs` starts them. */
export interface SampleApi {
  readonly page: string;
  readonly api: string;
  /** Everything that it printed. */
  readonly printed: readonly string[];
  /** Ends it by SIGTERM. Out: its exit code. */
  stop(): Promise<number | null>;
}

export async function startSampleApi(
  ports: { page: number; api: number } = { page: 0, api: 0 },
): Promise<SampleApi> {
  const child = spawn(process.execPath, ['examples/api/server.mjs'], {
    cwd: root,
    env: { ...process.env, PAGE_PORT: String(ports.page), API_PORT: String(ports.api) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const printed: string[] = [];
  for await (const line of createInterface(child.stdout)) {
    printed.push(line);
    if (line.startsWith('API:')) break;
  }
  const address = (name: string): string =>
    printed.find((line) => line.startsWith(name))?.replace(/^\S+\s+/, '') ?? '';
  return { page: address('Page:'), api: address('API:'), printed, stop: () => stop(child) };
}

async function stop(child: ChildProcess): Promise<number | null> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const [code] = await ended;
  return typeof code === 'number' ? code : null;
}
