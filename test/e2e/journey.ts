import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import path from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { Editor, type EditorOptions } from '../host/editor.ts';
import { scratch } from '../host/scratch.ts';
import { mistakeIn } from './mistakes.ts';
import { OrdersServer } from './ordersServer.ts';
import { SampleApi } from './sampleApi.ts';

const files = ['express/server.js', 'fastapi/main.py', 'nginx/conf.d/api.conf', 'apache/.htaccess'];

/** What a person does with the extension, from the sample file to the verdict; once for each way to install it. */
export function journey(extension: () => NonNullable<EditorOptions['extension']>): void {
  let editor: Editor;
  let api: SampleApi;
  let orders: OrdersServer;
  const workspace = scratch(path.join(root, 'examples', 'workspace'));

  before(async () => {
    api = await SampleApi.start();
    orders = await OrdersServer.start(workspace.dir);
    editor = await Editor.start({
      folder: workspace.dir,
      extension: extension(),
      settings: { 'files.autoSave': 'off' },
    });
  });
  after(async () => {
    await editor.close();
    await api.stop();
    await orders.stop();
    workspace.remove();
  });

  for (const file of files) {
    it(`shows a mistake in ${file}, and its fix mends it`, async () => {
      const { message, line, column, fixTitle, fixedText } = mistakeIn(workspace.dir, file);
      await editor.openFile(file);
      await editor.squiggles().first().waitFor();
      await editor.waitForProblem(firstLine(message));
      await editor.goTo(line, column);
      await editor.applyQuickFix(fixTitle);
      await editor.page.locator('.tab.active.dirty').waitFor();
      await editor.save();
      assert.equal(readFileSync(path.join(workspace.dir, file), 'utf8'), fixedText);
    });
  }

  it('opens the page of a rule from the hover, without a question', async () => {
    const { message, line, column } = mistakeIn(workspace.dir, 'express/manual.js');
    await editor.openFile('express/manual.js');
    await editor.waitForProblem(firstLine(message));
    await editor.goTo(line, column);
    await editor.runCommand('Show or Focus Hover');
    await editor.page.locator('.monaco-hover:visible a.code-link').first().click();
    await editor.webview().getByRole('heading', { name: 'What it does' }).waitFor();
    await editor.runCommand('View: Close Editor');
  });

  it('tests a sample route from the palette and says who must change what', async () => {
    await editor.runCommand('Test CORS endpoint');
    const panel = editor.webview();
    await panel.getByLabel('Origin of the page').fill(api.page);
    await panel.getByLabel('URL of the endpoint').fill(`${api.api}/put-not-allowed`);
    await panel.getByLabel('Method', { exact: true }).selectOption('PUT');
    await panel.getByLabel('URL of the endpoint').press('Enter');
    await panel.getByRole('heading', { name: 'Blocked at the preflight' }).waitFor();
    const verdict = await panel.getByRole('status').innerText();
    assert.match(
      verdict,
      /must answer OPTIONS \/put-not-allowed with Access-Control-Allow-Methods that lists PUT/,
    );
    assert.match(
      await panel.getByRole('tabpanel', { name: 'Chromium' }).innerText(),
      /has been blocked by CORS policy: Method PUT is not allowed/,
    );
  });

  it('asks before it sends what changes data, and reads the answer', async () => {
    const panel = editor.webview();
    await panel.getByLabel('URL of the endpoint').fill(`${api.api}/ok`);
    await panel.getByLabel('URL of the endpoint').press('Enter');
    await panel.getByRole('button', { name: 'Send PUT' }).click();
    await panel.getByRole('heading', { name: 'Readable' }).waitFor();
  });

  it('says that a refused connection is not CORS', async () => {
    const panel = editor.webview();
    await panel.getByLabel('Method', { exact: true }).selectOption('GET');
    await panel.getByLabel('URL of the endpoint').fill(`http://127.0.0.1:${await closedPort()}/`);
    await panel.getByLabel('URL of the endpoint').press('Enter');
    await panel.getByRole('heading', { name: 'Not a CORS problem' }).waitFor();
  });

  it('takes a pasted console error, shows where the server goes wrong, mends it, and shows before and after', async () => {
    const panel = editor.webview();
    const url = panel.getByLabel('URL of the endpoint');
    const error = `Access to fetch at '${orders.url}' from origin 'http://localhost:3000' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`;
    await editor.page.evaluate((text) => navigator.clipboard.writeText(text), error);
    await url.click();
    await url.press('ControlOrMeta+A');
    await url.press('ControlOrMeta+V');
    await panel.getByRole('heading', { name: 'What Chromium says' }).waitFor();
    assert.equal(await url.inputValue(), orders.url);
    assert.equal(await panel.getByLabel('Method', { exact: true }).inputValue(), 'PUT');

    await url.press('Enter');
    await panel.getByRole('heading', { name: 'Blocked at the preflight' }).waitFor();
    const place = panel.locator('.places li').filter({ hasText: `${OrdersServer.file}:6` });
    await place.getByRole('button', { name: 'Fix' }).click();
    await panel.getByText(`${OrdersServer.file} is changed: save it`).waitFor();
    await editor.page.locator('.tab.dirty[data-resource-name="server.cjs"]').waitFor();
    await editor.runCommand('File: Save All Files');
    await editor.page.locator('.tab:not(.dirty)[data-resource-name="server.cjs"]').waitFor();
    const mended = readFileSync(path.join(workspace.dir, OrdersServer.file), 'utf8');
    assert.match(mended, /methods: \['GET', 'PUT'\]/);

    await orders.restart();
    await panel.getByRole('button', { name: 'Run again' }).click();
    await panel.getByRole('button', { name: 'Send PUT' }).click();
    await panel.getByRole('heading', { name: 'Readable' }).waitFor();
    await panel.getByText('Fixed: the page can read the answer now.').waitFor();
  });
}

/** The Problems view shows the first line of a message. */
function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}

/** A port on which nothing listens. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}
