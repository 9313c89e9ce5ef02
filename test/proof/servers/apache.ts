import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { userInfo, tmpdir } from 'node:os';
import { join } from 'node:path';
import { apache } from '../../../scripts/setup/index.mjs';
import { startDaemon } from './daemon.ts';
import { makeDocumentRoot } from './document-root.ts';
import { freePort } from './free-port.ts';
import type { Starter } from './server.ts';
import { startUpstream } from './upstream.ts';

/** Beside what Debian compiles in (log_config, unixd). */
const modules = [
  'mpm_event',
  'authn_core',
  'authn_file',
  'authz_core',
  'authz_host',
  'authz_user',
  'auth_basic',
  'access_compat',
  'alias',
  'allowmethods',
  'dir',
  'env',
  'expires',
  'headers',
  'mime',
  'proxy',
  'proxy_http',
  'rewrite',
  'setenvif',
];

/** Serves each block with an Apache of its own: as `.htaccess`, or inside the virtual host when it says `vhost`. */
export async function apacheStarter(place: '.htaccess' | 'vhost'): Promise<Starter> {
  const { binary, modulesDir } = apache();
  const folder = await mkdtemp(join(tmpdir(), 'preflight-apache-'));
  // The user that Apache becomes must be able to read below it.
  await chmod(folder, 0o755);
  const plain = await startUpstream({});
  const permissive = await startUpstream({ 'Access-Control-Allow-Origin': '*' });
  let blocks = 0;
  return {
    async start(text) {
      const port = await freePort();
      const home = join(folder, `block${blocks++}`);
      await makeDocumentRoot(join(home, 'html'));
      await mkdir(join(home, 'run'));
      await writeFile(join(home, 'mime.types'), 'text/html html\nfont/woff2 woff2\n');
      const block = text
        .replaceAll('127.0.0.1:3000', `127.0.0.1:${plain.port}`)
        .replaceAll('127.0.0.1:3001', `127.0.0.1:${permissive.port}`);
      if (place === '.htaccess') await writeFile(join(home, 'html', '.htaccess'), block);
      const file = join(home, 'httpd.conf');
      await writeFile(file, configuration(home, modulesDir, place === 'vhost' ? block : '', port));
      const started = await startDaemon(binary, ['-X', '-d', home, '-f', file], port);
      if (started.base !== null) return started;
      // A configuration that Apache refuses is told on stderr, before there is a log.
      const log = join(home, 'error.log');
      const logged = existsSync(log) ? await readFile(log, 'utf8') : '';
      return { base: null, printed: `${started.printed}${logged}` };
    },
    async close() {
      plain.stop();
      permissive.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(home: string, modulesDir: string, block: string, port: number): string {
  const loads = modules.map((name) => `LoadModule ${name}_module ${modulesDir}/mod_${name}.so`);
  // Started as root, Apache wants somebody to become; otherwise it stays who it is.
  const user = userInfo().uid === 0 ? 'User #65534\nGroup #65534\n' : '';
  return `ServerRoot ${home}
${loads.join('\n')}
ServerName 127.0.0.1
Listen 127.0.0.1:${port}
PidFile ${home}/run/httpd.pid
DefaultRuntimeDir ${home}/run
Mutex file:${home}/run default
ErrorLog ${home}/error.log
TypesConfig ${home}/mime.types
${user}DocumentRoot ${home}/html
<Directory ${home}/html>
  AllowOverride All
  Require all granted
</Directory>
${block}
`;
}
