import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, MarkdownString, Position, workspace } from 'vscode';
import type { CodeLens, Hover } from 'vscode';
import { closeAll, open } from './support.ts';

const routes = `import express from 'express';

const app = express();
app.get('/orders/:id', (req, res) => res.json([]));
app.listen(4000);
`;

async function lenses(text: string): Promise<string[]> {
  const { uri } = await open(text);
  const found = await commands.executeCommand<CodeLens[]>('vscode.executeCodeLensProvider', uri, 20);
  return found
    .filter(({ command }) => command?.command === 'preflight.testRequest')
    .map(({ range, command }) => `${range.start.line} ${JSON.stringify(command?.arguments)}`);
}

describe('links that test', () => {
  const set = (key: string, value: unknown): Thenable<void> =>
    workspace.getConfiguration('preflight').update(key, value, ConfigurationTarget.Workspace);

  afterEach(async () => {
    await set('baseUrl', undefined);
    await set('codeLens', undefined);
    await closeAll();
  });

  it('stand above routes, on the port that the file listens on', async () => {
    assert.deepEqual(await lenses(routes), ['3 [{"url":"http://localhost:4000/orders/1","method":"GET"}]']);
  });

  it('follow the settings', async () => {
    await set('baseUrl', 'https://api.example.com');
    assert.deepEqual(await lenses(routes), ['3 [{"url":"https://api.example.com/orders/1","method":"GET"}]']);
    await set('codeLens', false);
    assert.deepEqual(await lenses(routes), []);
  });

  it('stand in the hover of a call', async () => {
    const { uri } = await open(`await fetch('http://localhost:4000/orders', { method: 'PUT' });\n`);
    const hovers = await commands.executeCommand<Hover[]>(
      'vscode.executeHoverProvider',
      uri,
      new Position(0, 20),
    );
    const texts = hovers.flatMap(({ contents }) =>
      contents.map((content) => (content instanceof MarkdownString ? content.value : '')),
    );
    const link = texts.find((text) => text.includes('command:preflight.testRequest')) ?? '';
    assert.match(link, /^\[Test CORS endpoint\]/);
    const [form] = JSON.parse(decodeURIComponent(/\?([^)]*)\)/.exec(link)?.[1] ?? '')) as unknown[];
    assert.deepEqual(form, {
      url: 'http://localhost:4000/orders',
      method: 'PUT',
      headers: '',
      credentials: 'same-origin',
      body: '',
    });
  });
});
