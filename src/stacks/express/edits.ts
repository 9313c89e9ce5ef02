import type { Range, TextEdit } from '../../policy/range.ts';

/** Takes out a call that is a statement, with its line when it has one of its own. Null when it is a part of something else. */
export function removeCall(text: string, { start, end }: Range): TextEdit | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const before = text.slice(lineStart, start);
  const after = /^[ \t]*;?[ \t]*(?:\/\/[^\n]*)?/.exec(text.slice(end))?.[0] ?? '';
  const lineEnd = text[end + after.length];
  if (before.trim() === '' && (lineEnd === '\n' || lineEnd === undefined)) {
    return { start: lineStart, end: end + after.length + (lineEnd === '\n' ? 1 : 0), text: '' };
  }
  if (!/[;{}]\s*$/.test(before)) return null;
  const semicolon = /^[ \t]*;[ \t]*/.exec(text.slice(end));
  return semicolon ? { start, end: end + semicolon[0].length, text: '' } : null;
}

/** Origins as an array, in the quotes that the file uses. */
export function listText(text: string, origins: readonly string[]): string {
  const quote = (text.match(/"/g)?.length ?? 0) > (text.match(/'/g)?.length ?? 0) ? '"' : "'";
  return `[${origins.map((origin) => `${quote}${origin}${quote}`).join(', ')}]`;
}
