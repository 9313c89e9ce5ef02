import assert from 'node:assert/strict';
import { commands, languages, Range, workspace } from 'vscode';
import type { TextDocument, CodeAction } from 'vscode';
import { closeAll, diagnostics, fixed, open, trailingSlash } from './support.ts';

function actions(document: TextDocument, range: Range, kind: string): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
}

describe('code actions', function () {
  // VS Code asks every extension for actions, and its TypeScript server takes its time to start.
  this.timeout(90_000);
  afterEach(closeAll);

  it('offer the fix as an edit, preferred because it is safe', async () => {
    const document = await open(trailingSlash);
    const [diagnostic] = await diagnostics(document.uri, 1);
    assert.ok(diagnostic);
    const [fix, ...others] = await actions(document, diagnostic.range, 'quickfix');
    assert.deepEqual(others, []);
    assert.ok(fix?.edit);
    assert.equal(fix.command, undefined);
    assert.equal(fix.isPreferred, true);
    assert.ok(await workspace.applyEdit(fix.edit));
    assert.equal(document.getText(), fixed);
    await diagnostics(document.uri, 0);
  });

  it('offer nothing elsewhere in the file, nor on what others found', async () => {
    const document = await open(trailingSlash);
    await diagnostics(document.uri, 1);
    const foreign = languages.createDiagnosticCollection('foreign');
    try {
      const first = new Range(0, 0, 0, 6);
      foreign.set(document.uri, [{ range: first, message: 'foreign', severity: 0, source: 'foreign' }]);
      assert.deepEqual(await actions(document, first, 'quickfix'), []);
    } finally {
      foreign.dispose();
    }
  });

  it('fix all that is safe at once', async () => {
    const document = await open(trailingSlash.replace("']", "', 'https://b.example.com/']"));
    await diagnostics(document.uri, 2);
    const whole = new Range(0, 0, document.lineCount, 0);
    const [all] = await actions(document, whole, 'source.fixAll.preflight');
    assert.ok(all?.edit);
    assert.ok(await workspace.applyEdit(all.edit));
    assert.match(document.getText(), /'https:\/\/app\.example\.com', 'https:\/\/b\.example\.com'/);
    await diagnostics(document.uri, 0);
  });
});
