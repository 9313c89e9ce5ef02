import type { Range } from '../../src/policy/range.ts';

/** A finding that a fixture states in a comment. */
export interface Expectation {
  /** Null: of the page's own rule. */
  readonly rule: string | null;
  readonly range: Range;
  readonly message: string;
}

const comment = /^\s*(?:\/\/|#)\s*\^ (?:\[([\w-]+)\] )?`([^`]+)`(?:#(\d+))? (.+)$/;

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
    const [, rule, words = '', nth, message = ''] = match;
    const column = columnOf(above, words, nth === undefined ? null : Number(nth));
    const start = lineStart + column;
    expected.push({ rule: rule ?? null, range: { start, end: start + words.length }, message });
  }
  return { text: kept.join('\n'), expected };
}

/** Where `words` stand in `line`: the only place, or the nth (from 1) where a fixture says so. */
function columnOf(line: string, words: string, nth: number | null): number {
  const columns: number[] = [];
  for (let at = line.indexOf(words); at >= 0; at = line.indexOf(words, at + 1)) columns.push(at);
  const column = columns[(nth ?? 1) - 1];
  if (column === undefined)
    throw new Error(`The expectation \`${words}\` does not occur in its line: ${line}`);
  if (nth === null && columns.length > 1) {
    throw new Error(
      `The expectation \`${words}\` needs a number, as in \`${words}\`#2, in its line: ${line}`,
    );
  }
  return column;
}
