import assert from 'node:assert/strict';
import { read as readExpress } from '../../../src/stacks/express/read.ts';
import type { OriginPattern, OriginPredicate } from '../../../src/policy/types.ts';
import { candidatesOfPattern, witnessFinder, type WitnessKind } from '../../../src/policy/witness.ts';
import { meantOrigins } from '../../../src/policy/meantOrigins.ts';
import { fixPattern } from '../../../src/policy/patternFix.ts';
import { isBrowserOrigin } from '../../../src/policy/originLiteral.ts';
import { parseRegex } from '../../../src/policy/regex.ts';

function firstHit(source: string, matching: 'search' | 'fullmatch' = 'search') {
  const regex = parseRegex(source);
  assert.ok(regex);
  return candidatesOfPattern(source).find(({ origin }) => {
    const match = matching === 'search' ? regex.search(origin) : regex.fullmatch(origin);
    return match !== 'unknown' && match.found;
  });
}

describe('witness', () => {
  const open: readonly (readonly [string, WitnessKind, string, string | null])[] = [
    [
      'example\\.com',
      'open-end',
      'https://example.com.evil.test',
      '^https://(?:[a-z0-9-]+\\.)*example\\.com$',
    ],
    ['localhost', 'open-end', 'https://localhost.evil.test', '^https?://localhost(?::\\d+)?$'],
    [
      '^https://app\\.example\\.com',
      'open-end',
      'https://app.example.com.evil.test',
      '^https://app\\.example\\.com$',
    ],
    ['^https://app.example.com$', 'dot', 'https://appxexample.com', '^https://app\\.example\\.com$'],
    ['example\\.com$', 'no-boundary', 'https://evilexample.com', '^https://(?:[a-z0-9-]+\\.)*example\\.com$'],
    [
      '^https://.*example\\.com$',
      'no-boundary',
      'https://evilexample.com',
      '^https://(?:[a-z0-9-]+\\.)*example\\.com$',
    ],
    ['^https://preview-.*example\\.com$', 'no-boundary', 'https://preview-evilexample.com', null],
    [
      '^https://.*\\.shop\\.example\\.com',
      'open-end',
      'https://x.shop.example.com.evil.test',
      '^https://(?:[a-z0-9-]+\\.)+shop\\.example\\.com$',
    ],
    ['^https://example\\.', 'open-end', 'https://example.evil.test', null],
    ['\\.vercel\\.app$', 'public-suffix', 'https://evil.vercel.app', null],
    ['.*', 'any', 'https://evil.test', null],
    [
      '^https://a\\.com|https://b\\.com$',
      'open-end',
      'https://a.com.evil.test',
      '^https://a\\.com$|^https://b\\.com$',
    ],
  ];
  for (const [source, how, origin, fixed] of open) {
    it(`shows who gets past /${source}/ and closes it`, () => {
      assert.deepEqual(firstHit(source), { origin, how });
      assert.equal(fixPattern(source, { matching: 'search', escapeSlash: false }), fixed);
    });
  }

  const tight = [
    '^https://app\\.example\\.com$',
    '^https://([a-z0-9-]+\\.)*example\\.com(:\\d+)?$',
    '\\.example\\.com$',
    '^https://[a-z-]+-team\\.vercel\\.app$',
    '^https://preview-[a-z]+\\.example\\.com$',
    '^https://my-[a-z0-9]+-team\\.vercel\\.app$',
    '^http://192\\.168\\.\\d+\\.\\d+(:\\d+)?$',
    '^https://example.com$',
    '^https?://(localhost|127\\.0\\.0\\.1)(:\\d+)?$',
    '^chrome-extension://[a-z]{32}$',
  ];
  for (const source of tight) {
    it(`finds nobody who gets past /${source}/`, () => assert.equal(firstHit(source), undefined));
  }

  it('knows that fullmatch closes both ends', () => {
    assert.equal(firstHit('https://app\\.example\\.com', 'fullmatch'), undefined);
    assert.equal(firstHit('https://app.example.com', 'fullmatch')?.how, 'dot');
    assert.equal(
      fixPattern('https://app.example.com', { matching: 'fullmatch', escapeSlash: false }),
      'https://app\\.example\\.com',
    );
  });

  it('tries only origins that a browser can send', () => {
    for (const [source] of open) {
      for (const { origin } of candidatesOfPattern(source)) assert.ok(isBrowserOrigin(origin), origin);
    }
  });

  it('works out once what to try against a matcher that several places share', () => {
    let asked = 0;
    const matcher: OriginPredicate = {
      kind: 'predicate',
      range: { start: 0, end: 1 },
      get mentions() {
        asked++;
        return ['example.com'];
      },
      accepts: () => false,
    };
    const [policy] = readExpress("const app = require('express')();\napp.use(require('cors')());\n", {
      path: 'app.js',
    }).policies;
    assert.ok(policy);
    const witness = witnessFinder();
    for (let i = 0; i < 3; i++) assert.equal(witness(policy, matcher), null);
    assert.equal(asked, 1);
  });

  it('works out once what a pattern means that several places share', () => {
    let asked = 0;
    const matcher: OriginPattern = {
      kind: 'pattern',
      source: '^https://(app|www)\\.example\\.com$',
      ignoreCase: false,
      matching: 'search',
      range: { start: 0, end: 1 },
      accepts: () => Boolean(++asked),
    };
    const meant = meantOrigins([matcher]);
    const before = asked;
    assert.deepEqual(meant, ['https://app.example.com', 'https://www.example.com']);
    assert.deepEqual(meantOrigins([matcher]), meant);
    assert.equal(asked, before);
  });

  it('writes the slashes of a JavaScript literal', () => {
    assert.equal(
      fixPattern('^https:\\/\\/app.example.com', { matching: 'search', escapeSlash: true }),
      '^https:\\/\\/app\\.example\\.com$',
    );
  });
});
