import assert from 'node:assert/strict';
import fc from 'fast-check';
import { describe, it } from 'mocha';
import { MIMEType } from 'whatwg-mimetype';
import { isSimpleRange } from '../../../src/cors/range.ts';
import { isSimpleMediaType, unsafeHeaders, whyUnsafe } from '../../../src/cors/safelist.ts';

describe('CORS-safelisted request-header', () => {
  const cases: readonly [name: string, value: string, why: string | null][] = [
    ['accept', '*/*', null],
    ['accept', 'a\tb', null],
    ['accept', '\u00e9', null],
    ['accept', 'a"b', 'byte'],
    ['accept', '\u007f', 'byte'],
    ['accept', '\u0001', 'byte'],
    ['accept', 'x'.repeat(128), null],
    ['accept', 'x'.repeat(129), 'too-long'],
    ['accept-language', 'de, en;q=0.5', null],
    ['accept-language', 'de_DE', 'byte'],
    ['content-language', 'a=b*', null],
    ['content-language', 'a/b', 'byte'],
    ['content-type', 'text/plain;charset=utf-8', null],
    ['content-type', ' TEXT/Plain ; x', null],
    ['content-type', 'text/plain, text/html', 'media-type'],
    ['content-type', 'application/json', 'media-type'],
    ['content-type', 'text/plain;a="b"', 'byte'],
    ['range', 'bytes=0-', null],
    ['range', 'bytes=-9', 'range'],
    ['x-foo', '', 'name'],
    ['__proto__', '', 'name'],
  ];
  for (const [name, value, why] of cases) {
    it(`${name}: ${JSON.stringify(value.slice(0, 30))} is ${why ?? 'safe'}`, () => {
      assert.equal(whyUnsafe(name, value), why);
    });
  }

  it('takes a media type for what the MIME Sniffing standard parses it to', () => {
    const simple = ['text/plain', 'multipart/form-data', 'application/x-www-form-urlencoded'];
    const part = fc.constantFrom(
      'text',
      'plain',
      '/',
      ';',
      ' ',
      '\t',
      ',',
      'charset=x',
      'TEXT',
      'multipart/form-data',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 6 }), (parts) => {
        const value = parts.join('');
        assert.equal(isSimpleMediaType(value), simple.includes(MIMEType.parse(value)?.essence ?? ''));
      }),
    );
  });
});

describe('a simple range', () => {
  for (const value of ['bytes=0-', 'bytes=0-9', 'bytes=5-5', 'bytes=00-01', `bytes=${'9'.repeat(40)}-`]) {
    it(`${value.slice(0, 20)} is one`, () => assert.ok(isSimpleRange(value)));
  }
  for (const value of [
    '',
    'bytes=',
    'bytes=9-1',
    'bytes =0-',
    'BYTES=0-',
    'bytes=0-1,3-4',
    'bytes=0- 1',
    'items=0-1',
  ]) {
    it(`${JSON.stringify(value)} is none`, () => assert.ok(!isSimpleRange(value)));
  }
  it('may end at the limit and not beyond', () => {
    assert.ok(isSimpleRange('bytes=0-9', 9n));
    assert.ok(!isSimpleRange('bytes=0-10', 9n));
    assert.ok(!isSimpleRange('bytes=10-', 9n));
  });
});

describe('CORS-unsafe request-header names', () => {
  it('are lower-case, sorted, and each there once', () => {
    const { names } = unsafeHeaders([
      ['X-Foo', '1'],
      ['Authorization', 'x'],
      ['x-foo', '2'],
      ['Accept', '*/*'],
    ]);
    assert.deepEqual(names, ['authorization', 'x-foo']);
  });

  it('hold the safelisted ones too when these are longer than 1024 bytes together', () => {
    const long = Array.from({ length: 9 }, (): [string, string] => ['Accept', 'x'.repeat(128)]);
    const { names, reasons } = unsafeHeaders(long);
    assert.deepEqual(names, ['accept']);
    assert.deepEqual(reasons, [{ kind: 'headers-too-long', names: Array(9).fill('accept'), bytes: 9 * 128 }]);
    assert.deepEqual(unsafeHeaders(long.slice(1)).names, []);
  });
});
