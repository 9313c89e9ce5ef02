import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Place } from '../../../src/extension/places.ts';
import {
  emptyForm,
  type Form,
  type HostMessage,
  type Shown,
  type ShownReport,
  type Where,
} from '../../../src/extension/protocol.ts';
import { TestMemory } from '../../../src/extension/testMemory.ts';
import { TestSession, type SessionHost } from '../../../src/extension/testSession.ts';
import * as redaction from '../../../src/probe/redact.ts';
import { stores, type Stores } from '../../unit/extension/stores.ts';

/** The editor around a session: keeps what it is told. */
class Editor implements SessionHost {
  readonly messages: HostMessage[] = [];
  readonly copied: string[] = [];
  readonly saved: { name: string; text: string }[] = [];
  readonly version = '1.2.3';
  titled = '';
  trustAsked = false;
  isTrustedNow = true;
  places: Place[] = [];
  #waiting: (() => void)[] = [];

  post(message: HostMessage): void {
    this.messages.push(message);
    for (const wake of this.#waiting.splice(0)) wake();
  }

  http(): undefined {
    return undefined;
  }

  isTrusted(): boolean {
    return this.isTrustedNow;
  }

  manageTrust(): void {
    this.trustAsked = true;
  }

  title(text: string): void {
    this.titled = text;
  }

  copy(text: string): Promise<void> {
    this.copied.push(text);
    return Promise.resolve();
  }

  editorColumn(): number {
    return 2;
  }

  save(name: string, text: string): Promise<void> {
    this.saved.push({ name, text });
    return Promise.resolve();
  }

  findPlaces(): Promise<readonly Place[]> {
    return Promise.resolve(this.places);
  }

  get shown(): Shown | undefined {
    return this.messages.findLast((message) => message.type === 'shown' || message.type === 'init')?.shown;
  }

  report(): ShownReport {
    const { shown } = this;
    assert.ok(shown?.kind === 'report', shown?.kind);
    return shown;
  }

  get form(): Form | undefined {
    return this.messages.findLast((message) => message.type === 'form' || message.type === 'init')?.form;
  }

  /** Waits until that is shown. */
  async until(kind: Shown['kind']): Promise<void> {
    while (this.shown?.kind !== kind) await this.next();
  }

  /** Waits for the next message. */
  next(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}

describe('a session of the panel', () => {
  let server: Server;
  let base: string;
  let allowed: string;
  const requests: (string | undefined)[] = [];
  let editor: Editor;
  let kept: Stores;
  let session: TestSession;

  before((done) => {
    server = createServer(({ method, headers }, response) => {
      requests.push(method);
      response.setHeader('Access-Control-Allow-Origin', headers.origin ?? '*');
      response.setHeader('Access-Control-Allow-Credentials', 'true');
      response.setHeader('Access-Control-Allow-Methods', allowed);
      response.setHeader('Access-Control-Allow-Headers', 'authorization');
      response.end();
    });
    server.listen(0, '127.0.0.1', () => {
      base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
      done();
    });
  });
  after((done) => {
    server.close(done);
    server.closeAllConnections();
  });
  const open = (shown: Shown = { kind: 'nothing' }): TestSession =>
    new TestSession(
      editor,
      new TestMemory(kept.plain, kept.secrets, () => Promise.resolve(redaction)),
      shown,
    );
  beforeEach(() => {
    requests.length = 0;
    allowed = 'GET';
    editor = new Editor();
    kept = stores();
    session = open();
  });

  const form = (more: Partial<Form> = {}): Form => ({ ...emptyForm, url: `${base}/orders`, ...more });
  const put = (): Form => form({ method: 'PUT', headers: 'Authorization: Bearer hunter2' });

  it('fills the form from a console error, tests it, and shows what became of it when the server is mended', async () => {
    await session.receive({ type: 'ready' });
    await session.receive({
      type: 'pasted',
      text: `Access to fetch at '${base}/orders' from origin 'http://localhost:3000' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`,
    });
    assert.equal(editor.shown?.kind, 'filled');
    assert.deepEqual(editor.form, form({ method: 'PUT' }));
    await session.receive({ type: 'run', form: form({ method: 'PUT' }) });
    assert.equal(editor.report().report.result, 'blocked');
    assert.match(editor.titled, /^CORS · 127\.0\.0\.1 \(\d+ ms\)$/);
    assert.equal(editor.report().comparison, null);

    allowed = 'PUT';
    const again = session.receive({ type: 'runAgain' });
    await editor.until('confirm');
    await session.receive({ type: 'confirmed', send: true });
    await again;
    assert.equal(editor.report().report.result, 'readable');
    const { comparison } = editor.report();
    assert.equal(comparison?.outcome, 'fixed');
    assert.match(comparison.sentence, /^Fixed/);
  });

  it('says what is wrong with a text that it cannot read', async () => {
    await session.receive({ type: 'pasted', text: 'hello world' });
    assert.equal(editor.shown?.kind, 'refused');
  });

  it('sends nothing from a workspace that is not trusted', async () => {
    editor.isTrustedNow = false;
    await session.receive({ type: 'ready' });
    assert.equal(editor.shown?.kind, 'untrusted');
    await session.receive({ type: 'run', form: form() });
    await session.receive({ type: 'sendAnyway' });
    assert.equal(editor.shown.kind, 'untrusted');
    assert.deepEqual(requests, []);
    await session.receive({ type: 'manageTrust' });
    assert.equal(editor.trustAsked, true);
    session.trusted();
    assert.equal(editor.shown?.kind, 'nothing');
  });

  it('sends the request of a refused preflight only when asked to, and asked again', async () => {
    await session.receive({ type: 'run', form: put() });
    assert.equal(requests.includes('PUT'), false);
    const no = session.receive({ type: 'sendAnyway' });
    await editor.until('confirm');
    await session.receive({ type: 'confirmed', send: false });
    await no;
    assert.equal(requests.includes('PUT'), false);
    assert.equal(editor.report().report.result, 'blocked');
    const yes = session.receive({ type: 'sendAnyway' });
    await editor.until('confirm');
    await session.receive({ type: 'confirmed', send: true });
    await yes;
    assert.equal(requests.includes('PUT'), true);
    assert.ok(editor.report().report.exchanges.some(({ anyway }) => anyway));
  });

  it('is cancelled while it asks', async () => {
    allowed = 'PUT';
    const running = session.receive({ type: 'run', form: put() });
    await editor.until('confirm');
    await session.receive({ type: 'cancel' });
    await running;
    assert.equal(editor.shown?.kind, 'cancelled');
    assert.equal(requests.includes('PUT'), false);
  });

  it('lists what was tested, opens it again with its secrets, and forgets it', async () => {
    await session.receive({ type: 'run', form: put() });
    const list = editor.messages.findLast((message) => message.type === 'history')?.history;
    const [item] = list ?? [];
    assert.ok(item);
    assert.deepEqual([item.method, item.result, item.url], ['PUT', 'blocked', `${base}/orders`]);
    assert.doesNotMatch(kept.written.join(), /hunter2/);

    session = open();
    await session.receive({ type: 'openTest', id: item.id });
    assert.deepEqual(editor.form, put());
    assert.equal(editor.report().report.result, 'blocked');
    await session.receive({ type: 'forgetTests' });
    assert.deepEqual(editor.messages.at(-1), { type: 'history', history: [] });
    await session.receive({ type: 'openTest', id: item.id });
    assert.equal(editor.report().report.result, 'blocked');
  });

  it('names places of the workspace, opens and mends them', async () => {
    const done: string[] = [];
    const where: Where = {
      stack: 'express',
      path: 'server.js',
      line: 3,
      snippet: 'app.use(cors());',
      sentence: 'This answers.',
      fix: 'list PUT',
    };
    editor.places = [
      {
        where,
        open: (column) => Promise.resolve(void done.push(`opened in ${column}`)),
        fix: (column) => Promise.resolve(done.push(`fixed in ${column}`) > 0),
      },
    ];
    await session.receive({ type: 'run', form: put() });
    assert.deepEqual(editor.report().places, [where]);
    await session.receive({ type: 'openPlace', index: 0 });
    await session.receive({ type: 'fixPlace', index: 0 });
    await session.receive({ type: 'openPlace', index: 7 });
    assert.deepEqual(done, ['opened in 2', 'fixed in 2']);
    assert.match(editor.report().notice ?? '', /^server\.js is changed: save it/);
  });

  it('copies and exports, with the secrets of what is typed in the copies of the request alone', async () => {
    await session.receive({ type: 'run', form: put() });
    for (const format of ['json', 'har', 'markdown'] as const)
      await session.receive({ type: 'export', format });
    assert.deepEqual(
      editor.saved.map(({ name }) => name),
      ['cors-127.0.0.1.json', 'cors-127.0.0.1.har', 'cors-127.0.0.1.md'],
    );
    await session.receive({ type: 'copy', format: 'markdown', form: put() });
    assert.doesNotMatch([...editor.saved.map(({ text }) => text), ...editor.copied].join(), /hunter2/);
    await session.receive({ type: 'copy', format: 'curl', form: put() });
    assert.match(editor.copied.at(-1) ?? '', /^curl .*hunter2/);
  });

  it('sends security probes only when they were offered and agreed to', async () => {
    await session.receive({ type: 'probeSecurity' });
    assert.deepEqual(requests, []);
    await session.receive({ type: 'run', form: form() });
    assert.equal(editor.report().security?.kind, 'offered');
    const before = requests.length;
    await session.receive({ type: 'probeSecurity' });
    assert.ok(requests.length > before);
    const { security } = editor.report();
    assert.ok(security?.kind === 'done');
    assert.equal(security.report.findings[0]?.severity, 'high');
  });

  it('tests a matrix, of methods that change state only the preflight', async () => {
    await session.receive({ type: 'run', form: form() });
    await session.receive({
      type: 'matrix',
      ask: { origins: ['http://localhost:3000'], methods: ['GET', 'PUT'], credentials: ['omit'] },
    });
    const { matrix } = editor.report();
    assert.ok(matrix?.kind === 'done');
    assert.deepEqual(
      matrix.report.rows[0]?.cells.map((cell) => cell?.state),
      ['readable', 'blocked'],
    );
    assert.equal(requests.includes('PUT'), false);
  });

  it('shows everything again to a page that was torn down', async () => {
    await session.receive({ type: 'run', form: form() });
    const { id } = editor.report();
    await session.receive({ type: 'ready' });
    assert.equal(editor.messages.findLast((message) => message.type === 'init')?.history.length, 1);
    assert.equal(editor.report().id, id);
  });

  it('goes on after a reload: what was under way is offered again, what was done stays', async () => {
    await session.receive({ type: 'run', form: put() });
    const { shown } = editor;
    assert.ok(shown?.kind === 'report');
    session = open({
      ...shown,
      security: { kind: 'running', done: 1, requests: 9 },
      matrix: { kind: 'running', done: 1, planned: 9 },
    });
    await session.receive({ type: 'ready' });
    await editor.until('report');
    assert.equal(editor.report().matrix, null);
    while (editor.report().security?.kind !== 'offered') await editor.next();
    await session.receive({ type: 'runAgain' });
    assert.deepEqual(editor.form, put());
    assert.equal(editor.report().comparison?.outcome, 'same');
  });
});
