import assert from 'node:assert/strict';
import { ConfigurationTarget, DiagnosticSeverity, env, languages, workspace } from 'vscode';
import { closeAll, diagnostics, fixed, open, own, replaceAll, trailingSlash, until } from './support.ts';

describe('diagnostics', () => {
  afterEach(closeAll);

  it('appear on a document that has no file yet', async () => {
    const document = await open(trailingSlash);
    const [diagnostic] = await diagnostics(document.uri, 1);
    assert.ok(diagnostic);
    assert.equal(document.getText(diagnostic.range), 'https://app.example.com/');
    assert.equal(diagnostic.severity, DiagnosticSeverity.Warning);
    assert.ok(typeof diagnostic.code === 'object');
    assert.equal(diagnostic.code.value, 'trailing-slash-origin');
    assert.equal(
      diagnostic.code.target.toString(),
      `${env.uriScheme}://preflight.preflight-cors/rules/trailing-slash-origin`,
    );
  });

  it('follow what is typed', async () => {
    const document = await open(fixed);
    await replaceAll(document, trailingSlash);
    await diagnostics(document.uri, 1);
    await replaceAll(document, fixed);
    await diagnostics(document.uri, 0);
  });

  it('go when the document closes, as it does when it gets another language', async () => {
    const document = await open(trailingSlash);
    await diagnostics(document.uri, 1);
    await languages.setTextDocumentLanguage(document, 'plaintext');
    await diagnostics(document.uri, 0);
  });

  it('take the severity that the settings give, and go when the rule is off', async () => {
    const settings = workspace.getConfiguration('preflight');
    const document = await open(trailingSlash);
    await diagnostics(document.uri, 1);
    try {
      await settings.update('rules', { 'trailing-slash-origin': 'error' }, ConfigurationTarget.Global);
      await until(languages.onDidChangeDiagnostics, () =>
        own(document.uri)[0]?.severity === DiagnosticSeverity.Error ? true : undefined,
      );
      await settings.update('rules', { 'trailing-slash-origin': 'off' }, ConfigurationTarget.Global);
      await diagnostics(document.uri, 0);
    } finally {
      await settings.update('rules', undefined, ConfigurationTarget.Global);
    }
    await diagnostics(document.uri, 1);
  });

  it('wait for a save when the settings say so', async () => {
    const settings = workspace.getConfiguration('preflight');
    await settings.update('run', 'onSave', ConfigurationTarget.Global);
    try {
      const document = await open(fixed);
      const other = await open(trailingSlash);
      await diagnostics(other.uri, 1);
      await replaceAll(document, trailingSlash);
      await replaceAll(other, fixed);
      await settings.update('run', 'onType', ConfigurationTarget.Global);
      await diagnostics(document.uri, 1);
      await diagnostics(other.uri, 0);
    } finally {
      await settings.update('run', undefined, ConfigurationTarget.Global);
    }
  });

  it('stay away from files without CORS, and from languages that are none of ours', async () => {
    const plain = await open(trailingSlash, 'markdown');
    const script = await open('export const answer = 42;\n');
    const marker = await open(trailingSlash);
    await diagnostics(marker.uri, 1);
    assert.deepEqual([...own(plain.uri), ...own(script.uri)], []);
  });
});
