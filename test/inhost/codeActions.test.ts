import assert from 'node:assert/strict';
import { commands, languages, Range, workspace } from 'vscode';
import type { TextDocument, CodeAction } from 'vscode';
import { closeAll, diagnostics, fixed, open, trailingSlash } from './support.ts';

function actions(document: TextDocument, range: Range, kind: string): Thenable<CodeAction[]> {
  return commands.executeCommand<CodeAction[]>('vscode.executeCodeActionProvider', document.uri, range, kind);
}

/**
 * The same, where at least one is expected. VS Code drops an answer when another extension (TypeScript's, while it
 * starts) begins to provide actions meanwhile; then it is asked again.
 */
async function someActions(document: TextDocument, range: Range, kind: string): Promise<CodeAction[]> {
  for (;;) {
    try {
      const found = await actions(document, range, kind);
      if (found.length > 0) return found;
    } catch (error) {
      if (!(error instanceof Error) || error.name !== 'Canceled') throw error;
    }
  }
}

describe('code actions', function () {
  // VS Code asks every extension for actions, and its TypeScript server takes its time to start.
  this.timeout(90_000);
  afterEach(closeAll);

  it('offer the fix as an edit, preferred because it is safe', async () => {
    const document = await open(trailingSlash);
    const [diagnostic] = await diagnostics(document.uri, 1);
    assert.ok(diagnostic);
    const [fix, ...others] = await someActions(document, diagnostic.range, 'quickfix');
    assert.deepEqual(
      others.map(({ title }) => title),
      ['Ignore trailing-slash-origin on this line'],
    );
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
    const [all] = await someActions(document, whole, 'source.fixAll.preflight');
    assert.ok(all?.edit);
    assert.ok(await workspace.applyEdit(all.edit));
    assert.match(document.getText(), /'https:\/\/app\.example\.com', 'https:\/\/b\.example\.com'/);
    await diagnostics(document.uri, 0);
  });
});
