import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { python } from '../../../scripts/setup/index.mjs';
import type { Starter } from './server.ts';

const host = fileURLToPath(new URL('fastapi_host.py', import.meta.url));

interface Reply {
  readonly id: number;
  readonly port?: number;
  readonly printed?: string;
}

/** One Python process serves every block of a run with uvicorn, each on a port of its own. */
export async function fastapiStarter(): Promise<Starter> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-fastapi-'));
  const child = spawn(python(), ['-u', host], { stdio: ['pipe', 'pipe', 'pipe'] });
  let printed = '';
  child.stderr.on('data', (chunk: Buffer) => (printed = (printed + chunk.toString()).slice(-4000)));
  const waiting = new Map<number, (reply: Reply) => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const reply = JSON.parse(line) as Reply;
    waiting.get(reply.id)?.(reply);
  });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error(`The process that runs FastAPI blocks ended: ${printed}`)));
  });
  ended.catch(() => undefined);
  let blocks = 0;
  return {
    async start(text) {
      const id = blocks++;
      const path = join(folder, `block${id}.py`);
      await writeFile(path, text);
      const reply = await Promise.race([
        ended,
        new Promise<Reply>((resolve) => {
          waiting.set(id, resolve);
          child.stdin.write(`${JSON.stringify({ id, path })}\n`);
        }),
      ]);
      if (reply.printed !== undefined) return { base: null, printed: reply.printed };
      return {
        base: `http://127.0.0.1:${reply.port}`,
        stop: async () => void child.stdin.write(`${JSON.stringify({ stop: id })}\n`),
      };
    },
    async close() {
      child.stdin.end();
      child.kill();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
