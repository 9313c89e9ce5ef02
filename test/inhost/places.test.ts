import assert from 'node:assert/strict';
import { Uri, window, workspace } from 'vscode';
import { placeFinder } from '../../src/extension/findPlaces.ts';
import { watchManifests, type Manifests } from '../../src/extension/manifests.ts';
import type { Place } from '../../src/extension/places.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { closeAll, replaceAll } from './support.ts';

const file = 'stock/server.mjs';
const url = 'http://localhost:4100/stock/7';
const origin = 'https://shop.example.com';
const use = `app.use(cors({ origin: '${origin}', methods: ['GET', 'POST'] }));`;
const source = `import cors from 'cors';
import express from 'express';

const app = express();
${use}
app.put('/stock/:id', (req, res) => res.json({}));
app.listen(4100);
`;

/** What a search reads of a report: PUT is blocked, because the preflight's answer lists GET and POST. */
const report = {
  request: { url, origin, method: 'PUT', headers: [], credentials: 'omit', mode: 'cors', body: false },
  result: 'blocked',
  deciding: { name: 'Access-Control-Allow-Methods', exchange: 0, values: ['GET,POST'] },
  server: { stacks: [{ stack: 'express', because: 'X-Powered-By' }], others: [] },
  exchanges: [
    {
      kind: 'preflight',
      anyway: false,
      url,
      method: 'OPTIONS',
      requestHeaders: [
        ['Origin', origin],
        ['Access-Control-Request-Method', 'PUT'],
      ],
      status: 204,
      responseHeaders: [
        ['Access-Control-Allow-Origin', origin],
        ['Vary', 'Origin'],
        ['Access-Control-Allow-Methods', 'GET,POST'],
      ],
    },
  ],
} as unknown as ProbeReport;

describe('the lines that a test comes from', () => {
  let manifests: Manifests;
  let uri: Uri;

  beforeEach(async () => {
    manifests = watchManifests();
    const [folder] = workspace.workspaceFolders ?? [];
    assert.ok(folder);
    uri = Uri.joinPath(folder.uri, file);
    await workspace.fs.writeFile(uri, new TextEncoder().encode(source));
  });

  afterEach(async () => {
    manifests.dispose();
    await closeAll();
    await workspace.fs.delete(Uri.joinPath(uri, '..'), { recursive: true });
  });

  async function found(): Promise<Place> {
    const [first] = await placeFinder(manifests)(report, new AbortController().signal);
    assert.ok(first);
    return first;
  }

  it('are found in the workspace and opened', async () => {
    const { where, open } = await found();
    assert.deepEqual(where, {
      stack: 'express',
      path: file,
      line: 5,
      snippet: use,
      sentence: 'This sends Access-Control-Allow-Methods: GET,POST.',
      fix: 'Allow PUT',
    });
    await open(1);
    assert.equal(window.activeTextEditor?.document.uri.path, uri.path);
    assert.equal(window.activeTextEditor?.selection.start.line, 4);
  });

  it('are mended in the editor', async () => {
    const { fix } = await found();
    assert.equal(await fix(1), true);
    const document = await workspace.openTextDocument(uri);
    assert.equal(document.lineAt(4).text, use.replace(`'POST'`, `'POST', 'PUT'`));
    assert.equal(document.isDirty, true);
  });

  it('are left alone in a file that has changed since', async () => {
    const { fix } = await found();
    const document = await workspace.openTextDocument(uri);
    await window.showTextDocument(document);
    await replaceAll(document, `// Something new.\n${source}`);
    assert.equal(await fix(1), false);
    assert.equal(document.getText(), `// Something new.\n${source}`);
  });

  it('are none when the search is cancelled', async () => {
    assert.deepEqual(await placeFinder(manifests)(report, AbortSignal.abort()), []);
  });
});
