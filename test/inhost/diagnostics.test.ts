import assert from 'node:assert/strict';
import {
  ConfigurationTarget,
  DiagnosticSeverity,
  Disposable,
  env,
  languages,
  Uri,
  window,
  workspace,
} from 'vscode';
import { MemoryFiles } from './memory.ts';
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

  it('appear on a file of a virtual workspace, and not on one that cannot be changed', async () => {
    const path = '/conf.d/site.conf';
    const text = 'location / {\n  add_header Access-Control-Allow-Origin https://a.example/ always;\n}\n';
    const providers = Disposable.from(
      workspace.registerFileSystemProvider('preflight-test', new MemoryFiles(path, text)),
      workspace.registerFileSystemProvider('preflight-past', new MemoryFiles(path, text), {
        isReadonly: true,
      }),
    );
    try {
      const past = Uri.from({ scheme: 'preflight-past', path });
      await window.showTextDocument(past);
      const now = Uri.from({ scheme: 'preflight-test', path });
      await window.showTextDocument(now);
      const [diagnostic] = await diagnostics(now, 1);
      assert.ok(typeof diagnostic?.code === 'object');
      assert.equal(diagnostic.code.value, 'trailing-slash-origin');
      assert.deepEqual(own(past), []);
      await closeAll();
    } finally {
      providers.dispose();
    }
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
