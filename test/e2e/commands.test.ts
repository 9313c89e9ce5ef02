import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { Editor } from '../host/editor.ts';
import { scratch } from '../host/scratch.ts';

const workspace = path.join(root, 'examples', 'workspace');
const message = `Access to fetch at 'http://localhost:8080/orders/7' from origin 'http://localhost:5173' has been blocked by CORS policy: Request header field x-api-key is not allowed by Access-Control-Allow-Headers in preflight response.`;

describe('a workspace that is not trusted', function () {
  this.timeout(240_000);

  it('gets a reason instead of a test, and nothing is sent', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      response.end();
    }).listen(0, '127.0.0.1');
    const folder = scratch(workspace);
    const editor = await Editor.start({ folder: folder.dir, restricted: true });
    try {
      const { port } = server.address() as AddressInfo;
      await extensionIsThere(editor);
      await editor.runCommand('Test CORS endpoint');
      const panel = editor.webview();
      const reason = panel.getByRole('status').getByText('not trusted');
      await reason.waitFor();
      await panel.getByLabel('URL of the endpoint').fill(`http://127.0.0.1:${port}/orders`);
      await panel.getByLabel('URL of the endpoint').press('Enter');
      await reason.waitFor();
      await editor.page.evaluate((text) => navigator.clipboard.writeText(text), message);
      await editor.runCommand('Explain CORS error…');
      await panel.getByRole('status').getByText('does not list it').waitFor();
      await panel.getByLabel('URL of the endpoint').press('Enter');
      await reason.waitFor();
      assert.deepEqual(requests, []);
    } finally {
      await editor.close();
      server.close();
      folder.remove();
    }
  });
});

describe('Explain CORS error…', function () {
  this.timeout(240_000);

  it('fills the form from the clipboard and says what the error means', async () => {
    const folder = scratch(workspace);
    const editor = await Editor.start({ folder: folder.dir });
    try {
      await extensionIsThere(editor);
      await editor.page.evaluate((text) => navigator.clipboard.writeText(text), message);
      await editor.runCommand('Explain CORS error…');
      const panel = editor.webview();
      await panel.getByRole('status').getByText('does not list it in Access-Control-Allow-Headers').waitFor();
      assert.equal(
        await panel.getByLabel('URL of the endpoint').inputValue(),
        'http://localhost:8080/orders/7',
      );
      assert.equal(await panel.getByLabel('Origin of the page').inputValue(), 'http://localhost:5173');
      assert.match(await panel.getByLabel('Request headers').inputValue(), /^x-api-key: ?$/);
    } finally {
      await editor.close();
      folder.remove();
    }
  });
});

describe('Show last CORS test', function () {
  this.timeout(240_000);

  it('brings the last test back after the panel was closed, and sends nothing', async () => {
    const requests: string[] = [];
    const server = createServer((request, response) => {
      requests.push(`${request.method} ${request.url}`);
      response.setHeader('Access-Control-Allow-Origin', '*').end('{}');
    }).listen(0, '127.0.0.1');
    const folder = scratch(workspace);
    const editor = await Editor.start({ folder: folder.dir });
    try {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/orders`;
      await extensionIsThere(editor);
      await editor.runCommand('Test CORS endpoint');
      const panel = editor.webview();
      const field = panel.getByLabel('URL of the endpoint');
      await panel.getByLabel('Origin of the page').fill('https://app.example.com');
      await field.fill(url);
      await field.press('Enter');
      const verdict = panel.getByRole('heading', { name: 'Readable' });
      await verdict.waitFor();
      const sent = [...requests];
      assert.notDeepEqual(sent, []);

      await editor.runCommand('View: Close Editor');
      await verdict.waitFor({ state: 'detached' });
      await editor.runCommand('Show last CORS test');
      await verdict.waitFor();
      assert.equal(await field.inputValue(), url);
      assert.equal(await panel.getByLabel('Origin of the page').inputValue(), 'https://app.example.com');
      assert.deepEqual(requests, sent);
    } finally {
      await editor.close();
      server.close();
      folder.remove();
    }
  });
});

/** The palette knows its commands by the time that it has checked a file. */
async function extensionIsThere(editor: Editor): Promise<void> {
  await editor.openFile('fastapi/main.py');
  await editor.squiggles().first().waitFor();
}
