import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import type { CorsRequest, HeaderList } from '../../../src/cors/types.ts';
import { probeText } from '../../../src/report/probeText.ts';
import { coloured } from '../../../src/report/style.ts';
import { answered, failed } from '../probe/stubTransport.ts';
import { allow, origin, report } from './support.ts';

describe('reportOf', () => {
  it('tells a readable answer, its steps and its headers', async () => {
    const readable = await report({}, () => answered(200, allow(['X-Total', '4'], ['Content-Type', 'a/b'])));
    assert.equal(readable.result, 'readable');
    assert.equal(readable.sentence, 'A page on http://localhost:3000 can read the answer to GET /orders.');
    assert.deepEqual(
      readable.steps.map(({ step, state }) => [step, state]),
      [
        ['preflight', 'not-needed'],
        ['request', 'ok'],
        ['readable', 'ok'],
      ],
    );
    assert.deepEqual(readable.exposed, ['content-type']);
    assert.deepEqual(readable.hidden, ['access-control-allow-origin', 'vary', 'x-total']);
    assert.equal(readable.who, null);
  });

  it('calls an error that the page can read no CORS problem', async () => {
    const { result, detail } = await report({}, () => answered(500, allow()));
    assert.equal(result, 'readable');
    assert.match(detail ?? '', /status 500\. That is no CORS problem/);
  });

  it('says that CORS does not apply to the same origin', async () => {
    const { sentence } = await report({ url: `${origin}/orders` }, () => answered(200));
    assert.match(sentence, /have the same origin, so CORS does not apply/);
  });

  it('names the deciding header, and what it must be', async () => {
    const blocked = await report({ method: 'PUT', headers: [['X-A', '1']] }, () =>
      answered(204, allow(['Access-Control-Allow-Methods', 'GET'], ['access-control-allow-methods', 'POST'])),
    );
    assert.deepEqual(blocked.deciding, {
      name: 'Access-Control-Allow-Methods',
      exchange: 0,
      values: ['GET', 'POST'],
    });
    assert.deepEqual(blocked.needs, [
      { header: 'Access-Control-Allow-Methods', on: 'preflight', have: 'GET, POST', need: 'GET, POST, PUT' },
      { header: 'Access-Control-Allow-Headers', on: 'preflight', have: null, need: 'X-A' },
    ]);
    assert.deepEqual(
      blocked.steps.map(({ state }) => state),
      ['failed', 'not-sent', 'not-sent'],
    );
  });

  it('asks for all that a preflight with credentials lacks, and takes wildcards out', async () => {
    const { needs } = await report({ method: 'PUT', headers: [['X-A', '1']], credentials: 'include' }, () =>
      answered(204, [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Methods', '*'],
        ['Access-Control-Allow-Headers', 'x-a'],
      ]),
    );
    assert.deepEqual(
      needs.map(({ header, need }) => `${header}: ${need}`),
      [
        `Access-Control-Allow-Origin: ${origin}`,
        'Access-Control-Allow-Credentials: true',
        'Access-Control-Allow-Methods: PUT',
      ],
    );
  });

  it('mends a list that does not parse', async () => {
    const { needs } = await report({ method: 'PUT' }, () =>
      answered(204, allow(['Access-Control-Allow-Methods', 'GET, "PUT", POST'])),
    );
    assert.deepEqual(
      needs.map(({ need }) => need),
      ['GET, POST, PUT'],
    );
  });

  it('shows the header of Access-Control-Allow-Credentials where that decides', async () => {
    const { deciding } = await report({ credentials: 'include' }, () => answered(200, allow()));
    assert.deepEqual(deciding, { name: 'Access-Control-Allow-Credentials', exchange: 0, values: [] });
  });

  it('keeps failures apart from CORS', async () => {
    const { result, failure, steps, deciding, needs, browsers } = await report({}, () => failed('refused'));
    assert.equal(result, 'not-cors');
    assert.equal(failure?.kind, 'refused');
    assert.deepEqual(
      steps.map(({ state }) => state),
      ['not-needed', 'failed', 'not-sent'],
    );
    assert.deepEqual([deciding, needs], [null, []]);
    assert.deepEqual(browsers.find(({ engine }) => engine === 'chromium')?.console, []);
  });

  it('says of mixed content that nothing was sent', async () => {
    const { steps, result } = await report({ origin: 'https://shop.test' }, () => answered(200));
    assert.equal(result, 'not-cors');
    assert.deepEqual(
      steps.map(({ state }) => state),
      ['not-needed', 'not-sent', 'not-sent'],
    );
  });

  it('tells why it stopped', async () => {
    const unconfirmed = await report(
      { method: 'DELETE' },
      () => answered(204, allow(['Access-Control-Allow-Methods', '*'])),
      {},
    );
    assert.equal(unconfirmed.result, 'stopped');
    assert.equal(
      unconfirmed.sentence,
      'The preflight passed; DELETE was not sent, because it may change data on the server.',
    );
    assert.deepEqual(
      unconfirmed.steps.map(({ state }) => state),
      ['ok', 'not-sent', 'not-sent'],
    );
    assert.deepEqual(
      unconfirmed.browsers.map(({ outcome }) => outcome),
      ['untested', 'untested', 'untested'],
    );

    const aborted = await report({}, () => answered(200), { signal: AbortSignal.abort() });
    assert.deepEqual([aborted.result, aborted.sentence], ['stopped', 'The test was stopped.']);
  });

  it('says what each browser makes of it, asked as each of them asks', async () => {
    const { browsers } = await report({ headers: [['DPR', '2']] }, () => answered(200, allow()));
    assert.deepEqual(
      browsers.map(({ engine, outcome }) => [engine, outcome]),
      [
        ['chromium', 'readable'],
        ['firefox', 'blocked'],
        ['webkit', 'blocked'],
      ],
    );
  });

  it('shows what was sent anyway, outside of the verdict', async () => {
    const { exchanges, deciding } = await report(
      { method: 'PUT' },
      ({ method }) => answered(method === 'OPTIONS' ? 404 : 500),
      { confirm: () => true, sendAnyway: true },
    );
    assert.deepEqual(
      exchanges.map(({ method, status, anyway }) => [method, status, anyway]),
      [
        ['OPTIONS', 404, false],
        ['PUT', 500, true],
      ],
    );
    assert.equal(deciding?.exchange, 0);
  });

  const notes: [string, Partial<CorsRequest>, HeaderList, RegExp][] = [
    ['a missing Vary', {}, [['Access-Control-Allow-Origin', origin]], /no Vary: Origin/],
    [
      'a header that no page can set',
      { headers: [['Referer', 'x']] },
      allow(),
      /No page can set the Referer header/,
    ],
    [
      'a cookie that is ignored',
      {},
      allow(['Set-Cookie', 'a=b']),
      /sets a cookie, which browsers ignore here/,
    ],
    [
      'a response header on the request',
      { headers: [['Access-Control-Allow-Origin', '*']] },
      allow(['Access-Control-Allow-Headers', '*']),
      /belongs into the server's answer/,
    ],
    [
      'Authorization by wildcard',
      { headers: [['Authorization', 'Bearer x']] },
      allow(['Access-Control-Allow-Headers', '*']),
      /list Authorization by name/,
    ],
  ];
  for (const [what, changed, headers, expected] of notes) {
    it(`notes ${what}`, async () => {
      const { result, notes } = await report(changed, () => answered(200, headers));
      assert.equal(result, 'readable');
      assert.equal(notes.length, 1);
      assert.match(notes[0] ?? '', expected);
    });
  }

  it('notes nothing where nothing is wrong', async () => {
    const { notes } = await report({}, () =>
      answered(200, [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Expose-Headers', 'x-total'],
        ['X-Total', '4'],
      ]),
    );
    assert.deepEqual(notes, []);
  });

  it('is plain data', async () => {
    const whole = await report({ method: 'PUT' }, () => answered(404));
    assert.deepEqual(JSON.parse(JSON.stringify(whole)), whole);
  });
});

describe('probeText', () => {
  it('starts with the verdict and ends with what Chromium prints', async () => {
    const lines = probeText(await report({}, () => answered(200))).split('\n');
    assert.equal(
      lines[0],
      '✗ Blocked. The server must answer GET /orders with Access-Control-Allow-Origin: http://localhost:3000.',
    );
    assert.equal(
      lines.at(-2),
      "  Access to fetch at 'http://api.test/orders' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
    );
    assert.equal(lines.at(-1), '');
  });

  it('prints no control characters that a server sent', async () => {
    const hostile: HeaderList = [['Access-Control-Allow-Origin', '\x1b]0;owned\x07\x9b31m']];
    const text = probeText(await report({}, () => answered(200, hostile)));
    assert.match(text, /\\x1b\]0;owned\\x07\\x9b31m/);
    assert.equal(text.replaceAll('\n', '').search(/\p{Cc}/u), -1);
  });

  it('colours where that is wanted', async () => {
    assert.match(
      probeText(await report({}, () => answered(200, allow())), coloured),
      /\x1b\[32m✓ Readable\./u,
    );
  });
});
