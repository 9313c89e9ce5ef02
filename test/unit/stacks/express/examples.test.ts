import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { lint } from '../../../../src/rules/index.ts';

const planted: Readonly<Record<string, readonly string[]>> = {
  'server.js': [
    'wildcard-with-credentials',
    'reflect-origin-credentials',
    'trailing-slash-origin',
    'origin-missing-scheme',
    'regex-unanchored',
  ],
  'manual.js': [
    'suffix-check-without-dot',
    'route-method-not-listed',
    'no-preflight-answer',
    'acac-not-true',
    'acam-bad-syntax',
    'header-name-typo',
    'method-compare-lowercase',
  ],
};

function rulesIn(workspace: string, name: string): readonly string[] {
  const url = new URL(`../../../../examples/${workspace}/express/${name}`, import.meta.url);
  return lint({ text: readFileSync(url, 'utf8') }, { path: name }).map(({ rule }) => rule);
}

describe('the Express samples', () => {
  for (const [name, rules] of Object.entries(planted)) {
    it(`${name}: the planted mistakes, and nothing else`, () =>
      assert.deepEqual(rulesIn('workspace', name), rules));
    it(`${name}: nothing in the corrected twin`, () =>
      assert.deepEqual(rulesIn('workspace-fixed', name), []));
  }
});
