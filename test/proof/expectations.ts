import type { Range } from '../../src/policy/range.ts';

/** A finding that a fixture states in a comment. */
export interface Expectation {
  /** Null: of the page's own rule. */
  readonly rule: string | null;
  readonly range: Range;
  readonly message: string;
}

const comment = /^\s*(?:\/\/|#)\s*\^ (?:\[([\w-]+)\] )?`([^`]+)` (.+)$/;

/**
 * Takes the expectation comments out of a fixture.
 * In: a block's text. Out: the text to lint, and the findings it should give with their ranges in that text.
 */
export function takeExpectations(source: string): { text: string; expected: Expectation[] } {
  const kept: string[] = [];
  const expected: Expectation[] = [];
  let lineStart = 0;
  for (const line of source.split('\n')) {
    const match = comment.exec(line);
    const above = kept.at(-1);
    if (!match || above === undefined) {
      if (above !== undefined) lineStart += above.length + 1;
      kept.push(line);
      continue;
    }
    const [, rule, words = '', message = ''] = match;
    const column = above.indexOf(words);
    if (column < 0) throw new Error(`The expectation \`${words}\` does not occur in its line: ${above}`);
    if (above.indexOf(words, column + 1) >= 0) {
      throw new Error(`The expectation \`${words}\` occurs twice in its line: ${above}`);
    }
    const start = lineStart + column;
    expected.push({ rule: rule ?? null, range: { start, end: start + words.length }, message });
  }
  return { text: kept.join('\n'), expected };
}
