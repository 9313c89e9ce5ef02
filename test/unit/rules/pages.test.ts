import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { lint } from '../../../src/rules/lint.ts';
import { applyEdits } from '../../../src/policy/range.ts';
import { rules } from '../../../src/rules/registry.ts';
import type { Finding, Rule } from '../../../src/rules/types.ts';
import { contextOf } from '../../proof/files.ts';
import { readPage, type Block, type Case, type RulePage } from '../../proof/page.ts';

const pages = new URL('../../../docs/rules/', import.meta.url);
const sectionOf = {
  express: 'Express',
  fastapi: 'FastAPI',
  nginx: 'nginx',
  apache: 'Apache',
  client: 'Client',
} as const;

describe('rule pages', () => {
  it('stand for every rule, and for nothing else', () => {
    const files = readdirSync(pages).sort();
    assert.deepEqual(files, rules.map((rule) => `${rule.meta.id}.md`).sort());
  });

  for (const rule of rules) {
    describe(rule.meta.id, () => checkPage(rule));
  }
});

function checkPage(rule: Rule): void {
  const page = readOrReport(rule);
  if (!page) return;

  it('has title, headline and sections in order', () => {
    assert.equal(page.title, rule.meta.id);
    assert.equal(page.headline, `${rule.meta.title}.`);
    assert.deepEqual(page.sections, [
      'What it does',
      'Why it matters',
      ...rule.meta.stacks.map((stack) => sectionOf[stack]),
      'Limits',
      'Reference',
    ]);
  });

  it('proves the rule on each of its stacks', () => {
    for (const stack of rule.meta.stacks) {
      const proven = page.cases.filter((known) => known.stack === stack && known.block.kind === 'wrong');
      assert.ok(proven.length > 0, `no wrong block for ${stack}`);
      for (const known of proven) assert.ok(known.requests.length > 0, `${known.name} states no request`);
    }
  });

  for (const known of page.cases) {
    it(`${known.name}: findings to the letter`, () => {
      assert.deepEqual(lintBlock(rule, known.block).map(plain), expectedOf(rule, known));
    });
    if (known.block.kind === 'wrong') {
      it(`${known.name}: fixes to the letter`, () => checkFixes(rule, known));
    }
  }
}

/** A page whose form is broken is a failed test of its own; the other pages are checked all the same. */
function readOrReport(rule: Rule): RulePage | null {
  try {
    return readPage(readFileSync(new URL(`${rule.meta.id}.md`, pages), 'utf8'));
  } catch (error) {
    it('can be read', () => {
      throw error;
    });
    return null;
  }
}

function lintBlock({ meta }: Rule, block: Block, text = block.text): readonly Finding[] {
  return lint({ text }, contextOf(block), [meta.id]);
}

function plain({ rule, range, message }: Finding): object {
  return { rule, range, message };
}

function expectedOf(rule: Rule, { block }: Case): object[] {
  return block.expected
    .map((expected) => ({ ...expected, rule: expected.rule ?? rule.meta.id }))
    .sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)
    .map(({ rule: id, range, message }) => ({ rule: id, range, message }));
}

/** Fixed text to the letter, problem gone, nothing new, applying twice changes nothing. */
function checkFixes(rule: Rule, { block, fixed }: Case): void {
  const own = lintBlock(rule, block).filter((finding) => finding.rule === rule.meta.id);
  const offered = own.flatMap((finding) => finding.fixes);
  const titles = [...new Set(offered.filter((fix) => fix.safety !== 'manual').map((fix) => fix.title))];
  assert.deepEqual(
    fixed.map((known) => known.fix),
    titles,
    'the fixes that apply edits and the fixed blocks',
  );
  const others = new Set(lintBlock(rule, block).map((finding) => finding.rule));
  for (const expected of fixed) {
    const text = own.reduce((before) => applyFix(block, before, rule, expected.fix), block.text);
    assert.equal(text, expected.text, `text after "${expected.fix}"`);
    const left = lintBlock(rule, block, text);
    assert.deepEqual(
      left.filter((finding) => finding.rule === rule.meta.id).map(plain),
      [],
      `"${expected.fix}" ends the problem`,
    );
    assert.deepEqual(
      left.filter((finding) => !others.has(finding.rule)).map(plain),
      [],
      `"${expected.fix}" makes no new one`,
    );
  }
}

/** `text` after the first fix of that title; unchanged when none is offered any more. */
function applyFix(block: Block, text: string, rule: Rule, title: string): string {
  const fix = lintBlock(rule, block, text)
    .filter((finding) => finding.rule === rule.meta.id)
    .flatMap((finding) => finding.fixes)
    .find((known) => known.title === title);
  return fix ? applyEdits(text, fix.edits) : text;
}
