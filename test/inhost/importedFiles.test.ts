import assert from 'node:assert/strict';
import { Uri, window, workspace } from 'vscode';
import { closeAll, diagnostics } from './support.ts';

const app = `const express = require('express');
const cors = require('cors');
const options = require('./settings');

const app = express();
app.use(cors(options));
`;

describe('options that another file holds', () => {
  let folder: Uri;

  const write = (name: string, text: string): Thenable<void> =>
    workspace.fs.writeFile(Uri.joinPath(folder, name), new TextEncoder().encode(text));

  before(async () => {
    const [root] = workspace.workspaceFolders ?? [];
    assert.ok(root);
    folder = Uri.joinPath(root.uri, 'apart');
    await write('app.js', app);
    await write('settings.js', 'module.exports = { origin: true, credentials: true };\n');
  });

  after(async () => {
    await closeAll();
    await workspace.fs.delete(folder, { recursive: true });
  });

  it('count in the file that uses them, as they are now', async () => {
    const document = await workspace.openTextDocument(Uri.joinPath(folder, 'app.js'));
    await window.showTextDocument(document);
    const [diagnostic] = await diagnostics(document.uri, 1);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'options');
    assert.equal(diagnostic.range.start.line, 5);
    await write('settings.js', "module.exports = { origin: 'https://app.example.com' };\n");
    await diagnostics(document.uri, 0);
  });
});
