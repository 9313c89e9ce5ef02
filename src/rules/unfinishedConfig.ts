import type { Range } from '../policy/range.ts';

/**
 * The part of a configuration that somebody who types at `caret` has not finished: the innermost block around it, outside of all blocks
 * the lines down to an empty one, because lines of a block speak together. Broken as long as the line at the caret has no end. Null
 * behind a block that is complete, and on an empty line below another.
 */
export function unfinishedConfig(
  text: string,
  caret: number,
  kind: 'nginx' | 'apache',
): (Range & { readonly isBroken: boolean }) | null {
  const line = lineAt(text, caret);
  const code = text.slice(line.start, line.end).trim();
  const isAtEnd = text.slice(caret, line.end).trim() === '';
  if (isAtEnd && ends[kind].block.test(code)) return null;
  const block = kind === 'nginx' ? bracesAround(text, caret) : sectionAround(text, caret);
  const range = block ?? paragraphAt(text, line);
  return range && { ...range, isBroken: code !== '' && !ends[kind].line.test(code) };
}

/** What ends a block, and what a line; one of Apache ends with the line. */
const ends = {
  nginx: { block: /\}$/, line: /[;{}]$|^#/ },
  apache: { block: /^<\/\w+>$/, line: /^#/ },
};

/** From the line of the brace that opens to the one that closes, as far as there is one. */
function bracesAround(text: string, caret: number): Range | null {
  const opened: number[] = [];
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(/#.*|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|[{}]/g)) {
    if (index < caret) {
      if (token === '{') opened.push(index);
      if (token === '}') opened.pop();
    } else if (token === '{') depth += 1;
    else if (token === '}' && depth-- === 0) return around(text, opened.at(-1), index + 1);
  }
  return around(text, opened.at(-1), text.length);
}

/** From the line of `<Directory …>` to its end. */
function sectionAround(text: string, caret: number): Range | null {
  const opened: number[] = [];
  let depth = 0;
  for (const { 0: tag, index } of text.matchAll(/^[ \t]*<(\/?)\w[^>\n]*>?/gm)) {
    const isEnd = tag.includes('</');
    if (index + tag.length <= caret) {
      if (isEnd) opened.pop();
      else opened.push(index);
    } else if (!isEnd) depth += 1;
    else if (depth-- === 0) return around(text, opened.at(-1), index + tag.length);
  }
  return around(text, opened.at(-1), text.length);
}

function around(text: string, start: number | undefined, end: number): Range | null {
  return start === undefined ? null : { start: lineAt(text, start).start, end };
}

/** The lines around one down and up to an empty one. */
function paragraphAt(text: string, line: Range): Range | null {
  let { start, end } = line;
  while (start > 0 && !isBlank(text, lineAt(text, start - 1))) start = lineAt(text, start - 1).start;
  if (isBlank(text, line)) return start === line.start ? null : { start, end };
  while (end < text.length && !isBlank(text, lineAt(text, end + 1))) end = lineAt(text, end + 1).end;
  return { start, end };
}

function isBlank(text: string, { start, end }: Range): boolean {
  return text.slice(start, end).trim() === '';
}

function lineAt(text: string, at: number): Range {
  const newline = text.indexOf('\n', at);
  return {
    start: at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1,
    end: newline < 0 ? text.length : newline,
  };
}
