import type { Range } from '../policy/range.ts';

/** One rule that a comment silences. */
export interface Suppression {
  readonly rule: string;
  /** The rule's id in the comment. */
  readonly range: Range;
  /** Where findings are silenced; null for the whole file. */
  readonly lines: Range | null;
  /** What to take out so that the comment no longer names the rule. */
  readonly remove: Range;
}

const comment =
  /^([ \t]*(?:\/\/|#|\/\*)[ \t]*preflight-ignore-(next-line|file)[ \t]+)([a-z0-9-]+(?:[ \t]*,[ \t]*[a-z0-9-]+)*)(?=[ \t]*(?:$|\r|--|\*\/))/gm;

/**
 * The comments `preflight-ignore-next-line rule-id -- reason` and `preflight-ignore-file rule-id -- reason` of a text, each on a line of its own
 * behind `//`, `#` or `/*`. Several ids are parted by commas; several comments may stand above one line.
 */
export function suppressionsIn(text: string): readonly Suppression[] {
  const found: Suppression[] = [];
  for (const match of text.matchAll(comment)) {
    const [, head = '', scope, list = ''] = match;
    const start = match.index + head.length;
    const lines = scope === 'file' ? null : lineBelow(text, match.index);
    const ids = [...list.matchAll(/[a-z0-9-]+/g)].map(({ 0: rule, index }) => ({
      rule,
      range: { start: start + index, end: start + index + rule.length },
    }));
    ids.forEach(({ rule, range }, i) => {
      const next = ids[i + 1];
      const previous = ids[i - 1];
      const inList = next
        ? { start: range.start, end: next.range.start }
        : { start: previous?.range.end ?? range.start, end: range.end };
      found.push({ rule, range, lines, remove: ids.length > 1 ? inList : wholeLine(text, match.index) });
    });
  }
  return found;
}

export function silences(suppression: Suppression, finding: { rule: string; range: Range }): boolean {
  const { rule, lines } = suppression;
  if (rule !== finding.rule) return false;
  return lines === null || (finding.range.start >= lines.start && finding.range.start <= lines.end);
}

/** The line that the comment speaks of: the next one that is no such comment itself. */
function lineBelow(text: string, at: number): Range {
  let { end: start } = wholeLine(text, at);
  while (
    start < text.length &&
    /^[ \t]*(?:\/\/|#|\/\*)[ \t]*preflight-ignore-/.test(text.slice(start, start + 200))
  ) {
    start = wholeLine(text, start).end;
  }
  return { start, end: wholeLine(text, start).end - 1 };
}

/** The line at `start` with its newline. */
function wholeLine(text: string, start: number): Range {
  const newline = text.indexOf('\n', start);
  return { start, end: newline < 0 ? text.length : newline + 1 };
}
