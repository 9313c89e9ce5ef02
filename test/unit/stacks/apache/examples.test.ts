import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { applyEdits } from '../../../../src/policy/range.ts';
import { lint } from '../../../../src/rules/lint.ts';
import type { Finding } from '../../../../src/rules/types.ts';

const examples = new URL('../../../../examples/', import.meta.url);

function findings(text: string, path: string): readonly Finding[] {
  return lint({ text }, { path: `apache/${path}` });
}

function textOf(folder: string, path: string): string {
  return readFileSync(new URL(`${folder}/apache/${path}`, examples), 'utf8');
}

/** The mistakes that the example files are there to show. */
const planted: Readonly<Record<string, readonly string[]>> = {
  '.htaccess': [
    'regex-unanchored',
    'apache-header-not-always',
    'apache-rewrite-status-needs-always',
    'trailing-slash-origin',
    'apache-literal-dollar-zero',
  ],
  'sites-available/api.conf': [
    'reflect-origin-credentials',
    'apache-set-and-always-set',
    'apache-auth-blocks-options',
  ],
};

describe('the Apache examples', () => {
  for (const [path, rules] of Object.entries(planted)) {
    it(`${path} shows its mistakes, and nothing else`, () => {
      const found = findings(textOf('workspace', path), path);
      assert.deepEqual(
        found.map(({ rule }) => rule),
        rules,
      );
    });

    it(`${path}, corrected, is silent`, () => {
      assert.deepEqual(findings(textOf('workspace-fixed', path), path), []);
    });

    it(`${path}: each fix takes its finding away and brings no new one`, () => {
      const text = textOf('workspace', path);
      const before = findings(text, path);
      for (const { rule, fixes } of before) {
        for (const fix of fixes) {
          const after = findings(applyEdits(text, fix.edits), path).map((finding) => finding.rule);
          assert.ok(!after.includes(rule), `${rule}: ${fix.title}`);
          assert.deepEqual(
            after.filter((other) => !rules.includes(other)),
            [],
            `${rule}: ${fix.title}`,
          );
        }
      }
    });
  }
});
