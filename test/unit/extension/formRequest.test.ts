import assert from 'node:assert/strict';
import { formToKeep, readForm } from '../../../src/extension/formRequest.ts';
import { emptyForm } from '../../../src/extension/protocol.ts';
import { redactHeaders, redactUrl } from '../../../src/probe/redact.ts';

const form = { ...emptyForm, url: 'http://127.0.0.1:1/x' };

describe('readForm', () => {
  it('makes a request of a full form', () => {
    const { request } = readForm({
      ...form,
      method: 'PUT',
      headers: 'X-Api-Key: a:b\n\r\n  Content-Type : application/json ',
      credentials: 'include',
    });
    assert.deepEqual(request, {
      url: 'http://127.0.0.1:1/x',
      origin: 'http://localhost:3000',
      method: 'PUT',
      headers: [
        ['X-Api-Key', 'a:b'],
        ['Content-Type', 'application/json'],
      ],
      credentials: 'include',
      mode: 'cors',
      redirect: 'follow',
      body: false,
      initiator: 'fetch',
    });
  });

  it('names the field that is empty', () => {
    assert.match(readForm({ ...form, url: '' }).sentence ?? '', /URL of the endpoint/);
    assert.match(readForm({ ...form, origin: '' }).sentence ?? '', /origin of the page/);
    assert.match(readForm({ ...form, method: '' }).sentence ?? '', /method/);
  });

  it('takes a Cookie line for the cookies of the browser, which no page sets', () => {
    const asked = readForm({ ...form, headers: 'Cookie: a=1\nAccept: x\ncookie: b=2', body: 'hi' });
    assert.ok(asked.request);
    assert.deepEqual(asked.request.headers, [['Accept', 'x']]);
    assert.equal(asked.cookie, 'a=1; b=2');
    assert.equal(asked.body, 'hi');
    assert.equal(asked.request.body, true);
  });

  it('quotes a line that is not a header', () => {
    for (const headers of ['Bearer abc', ': value']) {
      const { request, sentence } = readForm({ ...form, headers });
      assert.equal(request, null);
      assert.ok(sentence?.startsWith(`'${headers}' is not a header`), sentence ?? undefined);
    }
  });
});

describe('formToKeep', () => {
  it('drops what nobody may keep: header values and URL parameters', () => {
    const kept = formToKeep(
      {
        ...form,
        url: 'https://user:pass@api.example.com/?access_token=abc&page=2',
        body: '{"password": "x"}',
        headers:
          'Authorization: Bearer abc\nX-Api-Key: def\nX-Id: ghp_0123456789abcdef\nCookie: sid=1\nAccept: text/plain',
      },
      { redactHeaders, redactUrl },
    );
    assert.equal(kept.headers, 'Authorization: \nX-Api-Key: \nX-Id: \nCookie: \nAccept: text/plain');
    assert.equal(kept.body, '');
    assert.equal(kept.url, 'https://redacted@api.example.com/?access_token=redacted&page=2');
  });
});
