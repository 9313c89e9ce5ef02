import { printable } from './style.ts';

/** A part that is folded until wanted. `summary` is HTML. */
export function details(summary: string, lines: readonly string[]): string[] {
  return [`<details><summary>${summary}</summary>`, '', ...lines, '', '</details>', ''];
}

/** A fenced block that nothing in the text can close. */
export function block(text: string): string[] {
  const fence = '`'.repeat(Math.max(3, longestRun(text) + 1));
  return [fence, ...text.split('\n').map(printable), fence];
}

/** Inline code, whatever the text holds. */
export function code(text: string): string {
  const fence = '`'.repeat(longestRun(text) + 1);
  const padded = text.startsWith('`') || text.endsWith('`') ? ` ${text} ` : text;
  return `${fence}${oneLine(padded)}${fence}`;
}

/** Inline code within a table, where a bar would begin the next cell. */
export function cell(text: string): string {
  return code(text).replaceAll('|', '\\|');
}

function longestRun(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}

function oneLine(text: string): string {
  return printable(text.replace(/[\r\n]+/g, ' '));
}

/** Prose: no markup, no mention of anybody; addresses as code, so that none becomes a link. */
export function escaped(text: string): string {
  return oneLine(text)
    .split(/(https?:\/\/[^\s“”]*[^\s“”.,;:)])/i)
    .map((part, index) => (index % 2 === 1 ? code(part) : escapedWords(part)))
    .join('');
}

function escapedWords(text: string): string {
  return text.replace(/[\\`*_[\]<>|~#&]|:(?=\/\/)|\.(?<=www\.)/gi, '\\$&').replaceAll('@', '@<!-- -->');
}

/** HTML text. */
export function html(text: string): string {
  return oneLine(text).replace(/[&<>"@]/g, (character) => `&#${character.charCodeAt(0)};`);
}
