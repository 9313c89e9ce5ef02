import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { firefox } from '../../../scripts/setup/index.mjs';
import type { Browser, Setting } from './types.ts';

const usual: Readonly<Record<string, string | number | boolean>> = {
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'app.update.disabledForTesting': true,
  'extensions.update.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'permissions.default.loopback-network': 1,
  'permissions.default.local-network': 1,
  'toolkit.telemetry.reportingpolicy.firstRun': false,
};

/** Headless Firefox over WebDriver BiDi. */
export async function launchFirefox(
  url: string,
  onLine: (text: string) => void,
  { preferences }: Setting,
): Promise<Browser> {
  const profile = await mkdtemp(path.join(tmpdir(), 'oracle-firefox-'));
  const lines = Object.entries({ ...usual, ...preferences }).map(
    ([key, value]) => `user_pref("${key}", ${JSON.stringify(value)});\n`,
  );
  await writeFile(path.join(profile, 'user.js'), lines.join(''));
  const child = spawn(
    firefox(),
    ['--headless', '--no-remote', '--profile', profile, '--remote-debugging-port', '0'],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, MOZ_CRASHREPORTER_DISABLE: '1' },
    },
  );
  const exited = once(child, 'exit');
  const endpoint = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      const match = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
      if (match?.[1] !== undefined) resolve(match[1]);
    });
    child.once('exit', (code) => reject(new Error(`Firefox ended with ${code} before it listened.`)));
  });
  const session = await connect(`${endpoint}/session`, onLine);
  const { capabilities } = await session.send('session.new', { capabilities: {} });
  await session.send('session.subscribe', { events: ['log.entryAdded'] });
  const { contexts } = await session.send('browsingContext.getTree', {});
  await session.send('browsingContext.navigate', { context: contexts?.[0]?.context, url, wait: 'complete' });
  return {
    name: 'firefox',
    version: capabilities?.browserVersion ?? '',
    async close() {
      child.kill();
      await exited;
      await rm(profile, { recursive: true, force: true });
    },
  };
}

interface Reply {
  readonly capabilities?: { readonly browserVersion?: string };
  readonly contexts?: readonly { readonly context: string }[];
}

interface Message {
  readonly id?: number;
  readonly type: 'success' | 'error' | 'event';
  readonly method?: string;
  readonly result?: Reply;
  readonly message?: string;
  readonly params?: { readonly text?: string };
}

async function connect(
  endpoint: string,
  onLine: (text: string) => void,
): Promise<{ send(method: string, params: object): Promise<Reply> }> {
  const socket = new WebSocket(endpoint);
  const waiting = new Map<number, { resolve(reply: Reply): void; reject(error: Error): void }>();
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', () => reject(new Error(`No WebDriver BiDi at ${endpoint}.`)));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = JSON.parse(String(data)) as Message;
    if (message.method === 'log.entryAdded') onLine(message.params?.text ?? '');
    const call = waiting.get(message.id ?? -1);
    if (call === undefined) return;
    waiting.delete(message.id ?? -1);
    if (message.type === 'success') call.resolve(message.result ?? {});
    else call.reject(new Error(message.message ?? 'WebDriver BiDi error'));
  });
  let last = 0;
  return {
    send(method, params) {
      const id = ++last;
      socket.send(JSON.stringify({ id, method, params }));
      return new Promise((resolve, reject) => waiting.set(id, { resolve, reject }));
    },
  };
}
