import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { emptyForm, type Form } from '../../../src/extension/protocol.ts';
import { copyOf, runTest, type TestOptions, type TestOutcome } from '../../../src/extension/runTest.ts';

describe('runTest', () => {
  let server: Server;
  let base: string;
  const methods: (string | undefined)[] = [];
  /** Requests to /silent are never answered; this resolves when one came. */
  let silent = Promise.withResolvers<undefined>();

  before((done) => {
    server = createServer(({ method, url }, response) => {
      methods.push(method);
      if (url === '/silent') return silent.resolve(undefined);
      response.setHeader('Access-Control-Allow-Origin', '*');
      response.setHeader('Access-Control-Allow-Methods', 'DELETE');
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
  beforeEach(() => {
    methods.length = 0;
    silent = Promise.withResolvers();
  });

  const run = (form: Partial<Form>, options: Partial<TestOptions> = {}): Promise<TestOutcome> =>
    runTest(
      { ...emptyForm, url: `${base}/`, ...form },
      {
        http: () => undefined,
        signal: new AbortController().signal,
        onStep: () => undefined,
        onVerdict: () => undefined,
        confirm: () => Promise.resolve(true),
        ...options,
      },
    );
  const result = (shown: TestOutcome): string => (shown.kind === 'report' ? shown.report.result : shown.kind);

  it('says each step before it is taken', async () => {
    const steps: string[] = [];
    assert.equal(result(await run({ method: 'DELETE' }, { onStep: (step) => steps.push(step) })), 'readable');
    assert.deepEqual(steps, [
      'Preparing the request',
      `Asking permission first: preflight to ${base}/`,
      `Sending DELETE to ${base}/`,
    ]);
    // The last one compares: it asks on a path that does not exist.
    assert.deepEqual(methods, ['OPTIONS', 'DELETE', 'OPTIONS']);
  });

  it('does not send what changes state when the person says no', async () => {
    const shown = await run({ method: 'DELETE' }, { confirm: () => Promise.resolve(false) });
    assert.equal(result(shown), 'stopped');
    assert.deepEqual(methods, ['OPTIONS']);
  });

  it('does not ask before requests that only read', async () => {
    const confirm = () => Promise.reject(new Error('asked'));
    for (const method of ['GET', 'HEAD', 'OPTIONS']) {
      assert.notEqual(result(await run({ method }, { confirm })), 'stopped');
    }
  });

  it('can be cancelled while the server is silent', async () => {
    const controller = new AbortController();
    const running = run({ url: `${base}/silent` }, { signal: controller.signal });
    await silent.promise;
    controller.abort();
    assert.deepEqual(await running, { kind: 'cancelled' });
  });

  it('refuses a form that says no request, and sends nothing', async () => {
    const shown = await run({ headers: 'nonsense' });
    assert.equal(shown.kind, 'refused');
    assert.deepEqual(methods, []);
  });

  it('tells bad input in a report, as a browser would refuse it', async () => {
    for (const form of [
      { url: 'not a url' },
      { method: 'GE T' },
      { headers: 'Bad Name: x' },
      { url: 'ftp://x/' },
    ]) {
      const shown = await run(form);
      assert.ok(shown.kind === 'report', JSON.stringify(form));
      assert.notEqual(shown.report.result, 'readable');
      assert.notEqual(shown.report.sentence, '');
    }
    assert.deepEqual(methods, []);
  });

  it('keeps secrets out of the report', async () => {
    const shown = await run({ url: `${base}/?token=hunter2`, headers: 'Authorization: Bearer hunter2' });
    assert.doesNotMatch(JSON.stringify(shown), /hunter2/);
  });

  it('copies the request, or says what is wrong with it', () => {
    assert.match(copyOf({ ...emptyForm, url: 'http://a.example/' }, 'curl'), /^curl .*http:\/\/a\.example\//);
    assert.match(copyOf({ ...emptyForm, url: 'http://a.example/' }, 'fetch'), /^await fetch\(/);
    assert.match(copyOf(emptyForm, 'curl'), /URL of the endpoint/);
  });
});
