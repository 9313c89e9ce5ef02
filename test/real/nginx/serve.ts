import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nginx } from '../../../scripts/setup/index.mjs';
import { startDaemon } from '../../proof/servers/daemon.ts';
import { freePort } from '../../proof/servers/free-port.ts';
import { ask, startApplication, type Asked, type RealAnswer } from '../behind.ts';
import type { Places } from './generate.ts';

/** One nginx for all sites, in front of an application that answers with the status its path names. */
export interface RealNginx {
  ask(asked: Asked): Promise<RealAnswer>;
  stop(): Promise<void>;
}

export interface Ground {
  readonly places: Places;
  start(sites: readonly string[]): Promise<RealNginx>;
}

/** Prepares folder, document root, application and ports. */
export async function prepare(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-nginx-'));
  const root = join(folder, 'html');
  for (const inner of ['a/n', 'b']) await mkdir(join(root, inner), { recursive: true });
  for (const file of ['ok', 'exact', 'err', 'a/ok', 'a/n/ok', 'b/ok'])
    await writeFile(join(root, file), 'text');
  const passwords = join(folder, 'passwords');
  await writeFile(passwords, 'me:{PLAIN}secret\n');
  const application = await startApplication();
  const listen = await freePort();
  const places = { upstream: (application.address() as AddressInfo).port, listen, passwords };
  return { places, start: (sites) => start(folder, root, listen, application, sites) };
}

async function start(
  folder: string,
  root: string,
  port: number,
  application: Server,
  sites: readonly string[],
): Promise<RealNginx> {
  const file = join(folder, 'nginx.conf');
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  const head = `daemon off; master_process off; pid ${folder}/pid; error_log stderr emerg; events { worker_connections 256; }`;
  const http = [
    'access_log off;',
    'default_type text/plain;',
    'server_names_hash_max_size 8192;',
    'variables_hash_max_size 32768;',
    `root ${root};`,
    ...temporary,
    ...sites,
  ];
  await writeFile(file, `${head}\nhttp {\n${http.join('\n')}\n}\n`);
  const daemon = await startDaemon(nginx(), ['-p', folder, '-e', 'stderr', '-c', file], port);
  if (daemon.base === null) {
    await clear(folder, application);
    throw new Error(`nginx does not start: ${daemon.printed}`);
  }
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  return {
    ask: (asked) => ask(agent, port, asked),
    async stop() {
      agent.destroy();
      await daemon.stop();
      await clear(folder, application);
    },
  };
}

async function clear(folder: string, application: Server): Promise<void> {
  application.close();
  application.closeAllConnections();
  await rm(folder, { recursive: true, force: true });
}
