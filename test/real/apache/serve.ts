import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { apache } from '../../../scripts/setup/index.mjs';
import { startDaemon } from '../../proof/servers/daemon.ts';
import { freePort } from '../../proof/servers/free-port.ts';
import { ask, startApplication, type Asked, type RealAnswer } from '../behind.ts';

/** One Apache for all cases, in front of an application that answers with the status its path names. */
export interface RealApache {
  ask(asked: Asked): Promise<RealAnswer>;
  stop(): Promise<void>;
}

/** What a case may name in its text. */
export interface Ground {
  readonly folder: string;
  readonly upstream: number;
  /** A folder with `data`, `font.woff2` and the folder `sub`, below the root of every host. */
  addFolder(path: string, htaccess: string | null): Promise<void>;
  start(hosts: string): Promise<RealApache>;
}

const modules = [
  'mpm_event',
  'allowmethods',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_user',
  'auth_basic',
  'dir',
  'env',
  'headers',
  'mime',
  'proxy',
  'proxy_http',
  'rewrite',
  'setenvif',
];

export async function prepare(): Promise<Ground> {
  const folder = await mkdtemp(join(tmpdir(), 'preflight-apache-'));
  await chmod(folder, 0o755);
  await mkdir(join(folder, 'html'));
  const application = await startApplication();
  return {
    folder,
    upstream: (application.address() as AddressInfo).port,
    async addFolder(path, htaccess) {
      const home = join(folder, 'html', path);
      await mkdir(join(home, 'sub'), { recursive: true });
      for (const file of ['data', 'font.woff2']) await writeFile(join(home, file), 'text');
      if (htaccess !== null) await writeFile(join(home, '.htaccess'), htaccess);
    },
    start: (hosts) => start(folder, application, hosts),
  };
}

async function start(folder: string, application: Server, hosts: string): Promise<RealApache> {
  const { binary, modulesDir } = apache();
  const port = await freePort();
  const file = join(folder, 'httpd.conf');
  await writeFile(join(folder, 'mime.types'), 'font/woff2 woff2\n');
  // "me" with the password "secret".
  await writeFile(join(folder, 'passwords'), 'me:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ=\n');
  const user = userInfo().uid === 0 ? 'User #65534\nGroup #65534\n' : '';
  await writeFile(
    file,
    `ServerRoot ${folder}
${modules.map((name) => `LoadModule ${name}_module ${modulesDir}/mod_${name}.so`).join('\n')}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${folder}/pid
DefaultRuntimeDir ${folder}
Mutex file:${folder} default
ErrorLog ${folder}/error.log
LogLevel error
TypesConfig ${folder}/mime.types
KeepAlive On
MaxKeepAliveRequests 0
StartServers 1
${user}DocumentRoot ${folder}/html
<Directory ${folder}/html>
  AllowOverride All
  AuthType Basic
  AuthName x
  AuthUserFile ${folder}/passwords
  Require all granted
</Directory>
<Location /api>
  AuthType Basic
  AuthName x
  AuthUserFile ${folder}/passwords
  Require all granted
</Location>
<VirtualHost *:${port}>
  ServerName folders.test
</VirtualHost>
${hosts.replaceAll('*:PORT', `*:${port}`)}
`,
  );
  const daemon = await startDaemon(binary, ['-DFOREGROUND', '-d', folder, '-f', file], port);
  if (daemon.base === null) {
    application.close();
    throw new Error(`Apache does not start: ${daemon.printed}`);
  }
  const agent = new Agent({ maxSockets: 4 });
  return {
    ask: (asked) => ask(agent, port, asked),
    async stop() {
      agent.destroy();
      await daemon.stop();
      application.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
