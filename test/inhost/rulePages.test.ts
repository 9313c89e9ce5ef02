import assert from 'node:assert/strict';
import { extensions, Uri, workspace } from 'vscode';

const scheme = 'preflight-rule';
const page = (name: string): Uri => Uri.from({ scheme, path: `/${name}` });

describe('the pages of rules as documents', () => {
  it('have the text of the pages in the source tree', async () => {
    const extension = extensions.getExtension('preflight.preflight-cors');
    assert.ok(extension);
    const folder = Uri.joinPath(extension.extensionUri, 'docs', 'rules');
    const names = (await workspace.fs.readDirectory(folder)).map(([name]) => name).sort();
    const packed = (await workspace.fs.readDirectory(page(''))).map(([name]) => name).sort();
    assert.deepEqual(packed, names);
    const name = 'trailing-slash-origin.md';
    const written = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder, name)));
    assert.equal((await workspace.openTextDocument(page(name))).getText(), written);
  });

  it('have a length, so that whoever asks whether a linked page is there gets an answer', async () => {
    const { size } = await workspace.fs.stat(page('starlette-wildcard-credentials.md'));
    assert.ok(size > 500, `${size} bytes`);
    await assert.rejects(async () => workspace.fs.stat(page('no-such-rule.md')), { code: 'FileNotFound' });
    await assert.rejects(async () => workspace.fs.readFile(page('../package.json')), {
      code: 'FileNotFound',
    });
  });

  it('cannot be changed', async () => {
    assert.equal(workspace.fs.isWritableFileSystem(scheme), false);
    const uri = page('trailing-slash-origin.md');
    await assert.rejects(async () => workspace.fs.writeFile(uri, new Uint8Array()), {
      code: 'NoPermissions',
    });
    await assert.rejects(async () => workspace.fs.delete(uri), { code: 'NoPermissions' });
  });
});
