import type { Range, TextEdit } from '../../policy/range.ts';

/** The white space in front of `offset` on its line. */
export function indentAt(text: string, offset: number): string {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(lineStart, offset))?.[0] ?? '';
}

/** The file's own line end. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** How much deeper a block's inside stands, by the first block of the file that shows it. */
export function indentUnit(text: string): string {
  return /\{[ \t]*\r?\n([ \t]+)\S/.exec(text)?.[1] ?? '    ';
}

/** Removes a directive, with its line when it stands alone there. */
export function removal(text: string, range: Range): TextEdit {
  const lineStart = text.lastIndexOf('\n', range.start - 1) + 1;
  const lineEnd = text.indexOf('\n', range.end);
  const end = lineEnd < 0 ? text.length : lineEnd + 1;
  const alone = text.slice(lineStart, range.start).trim() === '' && text.slice(range.end, end).trim() === '';
  return alone ? { start: lineStart, end, text: '' } : { ...range, text: '' };
}

/** Writes `lines` below the directive that ends at `range.end`, indented as it is. */
export function insertBelow(text: string, range: Range, lines: readonly string[]): TextEdit {
  const indent = indentAt(text, range.start);
  const below = lines.map((line) => `${newlineOf(text)}${indent}${line}`).join('');
  return { start: range.end, end: range.end, text: below };
}

/** Writes `lines` above the directive that starts at `offset`, indented as it is. */
export function insertAbove(text: string, offset: number, lines: readonly string[]): TextEdit {
  const indent = indentAt(text, offset);
  const above = lines.map((line) => `${line}${newlineOf(text)}${indent}`).join('');
  return { start: offset, end: offset, text: above };
}

/** The part of `range` on its first line: findings never span lines. */
export function firstLine(text: string, range: Range): Range {
  const end = text.slice(range.start, range.end).search(/\r?\n/);
  return end < 0 ? range : { start: range.start, end: range.start + end };
}
