import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { endGroup } from '../../scripts/lib/end-group.mjs';
import { freePort } from '../../scripts/lib/free-port.mjs';
import { root } from '../../scripts/lib/root.mjs';

describe('npm start without a display', () => {
  it('serves VS Code and the sample API, says where, and ends all of it when told to', async () => {
    const env = { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', PAGE_PORT: '0', API_PORT: '0' };
    const child = spawn(process.execPath, [path.join(root, 'scripts', 'start.mjs')], {
      env,
      stdio: ['ignore', 'inherit', 'pipe'],
      detached: true,
    });
    try {
      const said: string[] = [];
      for await (const line of createInterface({ input: child.stderr })) {
        said.push(line);
        if (line.startsWith('Ctrl-C')) break;
      }
      const addresses = said.join('\n').match(/http:\/\/localhost:\d+/g) ?? [];
      const [vscode, api, page] = addresses;
      assert.ok(vscode && api && page, said.join('\n'));
      assert.match(await (await fetch(vscode)).text(), /vscode|workbench/);
      assert.equal((await fetch(`${api}/ok`, { method: 'OPTIONS' })).ok, true);
      assert.equal((await fetch(page)).status, 200);

      const exit = once(child, 'exit');
      child.kill('SIGTERM');
      assert.deepEqual(await exit, [0, null]);
      for (const address of [vscode, api, page]) await assert.rejects(fetch(address), address);
    } finally {
      endGroup(child.pid, 'SIGKILL');
    }
  });

  it('takes another port when one is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as AddressInfo;
    assert.notEqual(await freePort(port), port);
    other.close();
    await once(other, 'close');
    assert.equal(await freePort(port), port);
  });
});
