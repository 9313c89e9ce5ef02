import type { Range, TextEdit } from './range.ts';

/**
 * Adds entries behind the last one of a list or object, in its layout: on lines of their own where the others are, with a comma at the end
 * where there is one. `container` includes the brackets; `spaced` puts spaces inside of braces that were empty.
 */
export function appendEntries(
  text: string,
  container: Range,
  entries: readonly Range[],
  added: readonly string[],
  spaced = false,
): TextEdit {
  const inside = { start: container.start + 1, end: container.end - 1 };
  const first = entries[0];
  const last = entries.at(-1);
  if (!first || !last) {
    const all = added.join(', ');
    return { ...inside, text: spaced ? ` ${all} ` : all };
  }
  const ownLine = /^[ \t]*(\r?\n[ \t]*)$/.exec(text.slice(inside.start, first.start))?.[1];
  const separator = ownLine ?? ' ';
  const comma = /^\s*,/.exec(text.slice(last.end, inside.end));
  if (!comma) return insert(last.end, added.map((one) => `,${separator}${one}`).join(''));
  const behind = /^[ \t]*(?:\/\/|#)[^\r\n]*/.exec(text.slice(last.end + comma[0].length, inside.end));
  const at = last.end + comma[0].length + (ownLine ? (behind?.[0].length ?? 0) : 0);
  return insert(at, added.map((one) => `${separator}${one},`).join(''));
}

/** Takes an entry out of a list or an object, with the comma and the line that belong to it. Null when no comma or bracket is around it. */
export function removeEntry(text: string, { start, end }: Range): TextEdit | null {
  const before = /(,?)([ \t]*\n?[ \t]*)$/.exec(text.slice(0, start));
  const after = /^([ \t]*)(,?)([ \t]*)(\n?)/.exec(text.slice(end));
  if (!before || !after) return null;
  const ownLine = /(?:^|\n)[ \t]*$/.test(text.slice(0, start));
  if (after[2] === ',') {
    if (ownLine && after[4] === '\n') {
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      return { start: lineStart, end: end + after[0].length, text: '' };
    }
    return { start, end: end + (after[1] ?? '').length + 1 + (after[3] ?? '').length, text: '' };
  }
  if (before[1] === ',') return { start: start - before[0].length, end, text: '' };
  return /[{[]\s*$/.test(text.slice(0, start)) ? { start, end, text: '' } : null;
}

function insert(at: number, text: string): TextEdit {
  return { start: at, end: at, text };
}
