import { fork, type ChildProcess } from 'node:child_process';
import { mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Started, Starter } from './server.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const host = fileURLToPath(new URL('express-host.mjs', import.meta.url));

type Reply =
  { readonly id: number; readonly port: number } | { readonly id: number; readonly printed: string };

/** One process per major version of Express serves every block of its run, each on a port of its own. */
export async function expressStarter(major: '4' | '5'): Promise<Starter> {
  const folder = join(root, 'out', 'proof', `express${major}-${process.pid}`);
  await mkdir(join(folder, 'node_modules'), { recursive: true });
  const installed = join(root, 'node_modules', major === '4' ? 'express4' : 'express');
  await symlink(installed, join(folder, 'node_modules', 'express'));
  const child = fork(host, [], { cwd: folder, stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  let blocks = 0;
  return {
    async start(text, language) {
      const id = blocks++;
      const { file, source } = moduleOf(text, language);
      const path = join(folder, `block${id}`, file);
      await mkdir(dirname(path));
      await writeFile(path, source);
      const reply = await askChild(child, { id, path });
      if ('printed' in reply) return { base: null, printed: reply.printed };
      return {
        base: `http://127.0.0.1:${reply.port}`,
        stop: async () => void child.send({ stop: id }),
      } as Started;
    },
    async close() {
      child.disconnect();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The block as a module that hands out its `app`, in the module system that it is written in. */
function moduleOf(text: string, language: string): { file: string; source: string } {
  const esm = /^\s*(?:import|export)\b/m.test(text);
  const typescript = language === 'ts';
  return esm
    ? { file: typescript ? 'app.mts' : 'app.mjs', source: `${text}\nexport { app as appUnderProof };\n` }
    : {
        file: typescript ? 'app.cts' : 'app.cjs',
        source: `${text}\nmodule.exports = { appUnderProof: app };\n`,
      };
}

function askChild(child: ChildProcess, message: { id: number; path: string }): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const listen = (reply: Reply): void => {
      if (reply.id !== message.id) return;
      child.off('message', listen);
      child.off('exit', gone);
      resolve(reply);
    };
    const gone = (code: number | null): void =>
      reject(new Error(`The process that runs Express blocks ended with ${code}.`));
    child.on('message', listen);
    child.once('exit', gone);
    child.send(message);
  });
}
