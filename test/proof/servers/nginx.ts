import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nginx } from '../../../scripts/setup/index.mjs';
import { startDaemon } from './daemon.ts';
import { makeDocumentRoot } from './document-root.ts';
import { freePort } from './free-port.ts';
import type { Starter } from './server.ts';
import { startUpstream } from './upstream.ts';

/** Serves each block with an nginx of its own, in front of two upstream applications. */
export async function nginxStarter(): Promise<Starter> {
  const binary = nginx();
  const folder = await mkdtemp(join(tmpdir(), 'preflight-nginx-'));
  await makeDocumentRoot(join(folder, 'html'));
  const plain = await startUpstream({});
  const permissive = await startUpstream({ 'Access-Control-Allow-Origin': '*' });
  let blocks = 0;
  return {
    async start(text) {
      const port = await freePort();
      const block = text
        .replaceAll('127.0.0.1:3000', `127.0.0.1:${plain.port}`)
        .replaceAll('127.0.0.1:3001', `127.0.0.1:${permissive.port}`);
      const file = join(folder, `nginx${blocks++}.conf`);
      await writeFile(file, configuration(folder, block, port));
      return startDaemon(binary, ['-p', folder, '-e', join(folder, 'error.log'), '-c', file], port);
    },
    async close() {
      plain.stop();
      permissive.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

function configuration(folder: string, block: string, port: number): string {
  const isHttpLevel = /^(?:server|map|upstream|geo|limit_req_zone|proxy_cache_path)\b/m.test(block);
  const http = isHttpLevel ? withListen(block, port) : `server {\n  listen 127.0.0.1:${port};\n${block}\n}`;
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/${name};`,
  );
  return `daemon off;
master_process off;
pid ${folder}/nginx.pid;
error_log stderr emerg;
events { worker_connections 64; }
http {
  access_log off;
  default_type application/octet-stream;
  root ${folder}/html;
  ${temporary.join('\n  ')}
${http}
}
`;
}

/** A page's server block may say which port it listens on; under proof it is ours. */
function withListen(block: string, port: number): string {
  const bare = block
    .replace(/^\s*listen\s[^;]*;[ \t]*\n/gm, '')
    .replace(/^\s*ssl_certificate(?:_key)?\s[^;]*;[ \t]*\n/gm, '');
  return bare.replace(/^server\s*\{/m, `server {\n  listen 127.0.0.1:${port};`);
}
