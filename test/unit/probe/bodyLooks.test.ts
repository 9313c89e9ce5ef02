import assert from 'node:assert/strict';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { describe, it } from 'mocha';
import { bodyLooks, FIRST_BYTES } from '../../../src/probe/bodyLooks.ts';

const page = '<!DOCTYPE html><html><title>Sign in</title>';

describe('bodyLooks', () => {
  const bodies: readonly [looks: string, body: string][] = [
    ['empty', ''],
    ['html', page],
    ['html', '\ufeff\r\n  <HTML lang=en>'],
    ['html', '<!-- proxy -->\n<html>'],
    ['html', '<?xml version="1.0"?>\n<!doctype html>'],
    ['html', '<center><h1>502 Bad Gateway</h1></center>'],
    ['json', '{"a":1}'],
    ['json', ' [1, 2]'],
    ['json', 'null\n'],
    ['json', '-1.5e3'],
    ['text', 'Unauthorized'],
    ['text', '<feed xmlns="x">'],
    ['text', 'nullable'],
    ['binary', '\u0089PNG\r\n\u001a\n'],
  ];
  for (const [looks, body] of bodies) {
    it(`${JSON.stringify(body).slice(0, 40)} is ${looks}`, async () =>
      assert.equal(await bodyLooks(Buffer.from(body), []), looks));
  }

  it('looks into what is compressed', async () => {
    const long = Buffer.from(page + 'x'.repeat(1_000_000));
    for (const [encoding, compress] of [
      ['gzip', gzipSync],
      ['X-GZIP', gzipSync],
      ['deflate', deflateSync],
      ['br', brotliCompressSync],
    ] as const) {
      const first = compress(long).subarray(0, FIRST_BYTES);
      assert.equal(await bodyLooks(first, [['Content-Encoding', encoding]]), 'html', encoding);
    }
  });

  it('takes what cannot be decoded for binary, and decodes a bomb no further than its start', async () => {
    assert.equal(await bodyLooks(Buffer.from('not compressed'), [['content-encoding', 'gzip']]), 'binary');
    const bomb = brotliCompressSync(Buffer.alloc(20_000_000, ' '), {
      params: { [constants.BROTLI_PARAM_QUALITY]: 2 },
    });
    const before = process.memoryUsage().arrayBuffers;
    assert.equal(await bodyLooks(bomb.subarray(0, FIRST_BYTES), [['content-encoding', 'br']]), 'text');
    assert.ok(process.memoryUsage().arrayBuffers - before < 5_000_000);
  });
});
