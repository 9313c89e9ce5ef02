import assert from 'node:assert/strict';
import { emptyForm, type Form } from '../../../src/extension/protocol.ts';
import { TestMemory } from '../../../src/extension/testMemory.ts';
import * as redaction from '../../../src/probe/redact.ts';
import { reportOn } from '../../real/panel/reports.ts';
import { stores } from './stores.ts';

const form: Form = { ...emptyForm, url: 'https://api.example.com/a', method: 'PUT' };
const secret: Form = {
  ...form,
  url: 'https://api.example.com/a?access_token=hunter2',
  headers: 'Authorization: Bearer hunter2\nCookie: sid=hunter2\nAccept: text/plain',
  body: '{"password": "hunter2"}',
};

describe('TestMemory', () => {
  const memoryOf = ({ plain, secrets } = stores()) =>
    new TestMemory(plain, secrets, () => Promise.resolve(redaction));

  it('gives the empty form where nothing is kept, or something else', async () => {
    const kept = stores();
    assert.deepEqual(await memoryOf(kept).lastForm(), emptyForm);
    await kept.plain.update('preflight.form', { url: 7 });
    await kept.plain.update('preflight.history', [{ id: 7 }, 'x']);
    assert.deepEqual(await memoryOf(kept).lastForm(), emptyForm);
    assert.deepEqual(memoryOf(kept).history(), []);
  });

  it('keeps secrets in the keychain alone, and gives them back', async () => {
    const kept = stores();
    await memoryOf(kept).keepForm(secret);
    await memoryOf(kept).add('a', 1, secret, await reportOn({}, []));
    assert.doesNotMatch(kept.written.join('\n'), /hunter2/);
    assert.deepEqual(await memoryOf(kept).lastForm(), secret);
    assert.deepEqual((await memoryOf(kept).test('a'))?.form, secret);
  });

  it('gives the form without its secrets when the keychain has lost them', async () => {
    const kept = stores();
    await memoryOf(kept).keepForm(secret);
    for (const key of kept.kept.keys()) await kept.secrets.delete(key);
    const { headers, body } = await memoryOf(kept).lastForm();
    assert.equal(headers, 'Authorization: \nCookie: \nAccept: text/plain');
    assert.equal(body, '');
  });

  it('goes on without a keychain', async () => {
    const locked = () => Promise.reject(new Error('locked'));
    const { plain } = stores();
    const memory = memoryOf({ ...stores(), plain, secrets: { get: locked, store: locked, delete: locked } });
    await memory.keepForm(secret);
    await memory.add('a', 1, secret, await reportOn({}, []));
    assert.match((await memory.lastForm()).url, /access_token=redacted/);
    await memory.forget();
    assert.deepEqual(memory.history(), []);
  });

  it('puts nothing into the keychain for a form without secrets', async () => {
    const kept = stores();
    await memoryOf(kept).keepForm(form);
    assert.equal(kept.kept.size, 0);
  });

  it('lists the last test first, and forgets all of them and their secrets', async () => {
    const kept = stores();
    const memory = memoryOf(kept);
    const report = await reportOn({}, []);
    await memory.add('a', 1, secret, report);
    await memory.add('b', 2, form, report);
    assert.deepEqual(
      memory.history().map(({ id, at, result, method }) => [id, at, result, method]),
      [
        ['b', 2, 'not-cors', 'PUT'],
        ['a', 1, 'not-cors', 'PUT'],
      ],
    );
    await memory.keepForm(secret);
    await memory.forget();
    assert.deepEqual(memory.history(), []);
    assert.deepEqual(await memory.lastForm(), emptyForm);
    assert.equal(kept.kept.size, 0);
    assert.equal(await memory.test('a'), null);
  });

  it('holds no more than twenty, and drops the secrets of those that go', async () => {
    const kept = stores();
    const memory = memoryOf(kept);
    const report = await reportOn({}, []);
    for (let at = 0; at < 25; at++) await memory.add(`t${at}`, at, secret, report);
    assert.equal(memory.history().length, 20);
    assert.equal(memory.history()[0]?.id, 't24');
    assert.equal(kept.kept.size, 20);
  });

  it('keeps the form of a test whose report is too large', async () => {
    const memory = memoryOf();
    const headers = [['X-Long', 'a'.repeat(100_000)]] as const;
    await memory.add('a', 1, form, await reportOn({}, [{ status: 200, headers }]));
    const test = await memory.test('a');
    assert.deepEqual([test?.form, test?.report], [form, null]);
  });

  it('finds the last report on the same request, whatever its secrets', async () => {
    const memory = memoryOf();
    const report = await reportOn({}, []);
    assert.equal(await memory.before(form), null);
    await memory.add('a', 1, secret, report);
    assert.deepEqual(await memory.before({ ...secret, headers: 'Authorization: Bearer other' }), report);
    assert.equal(await memory.before({ ...secret, method: 'GET' }), null);
  });
});
