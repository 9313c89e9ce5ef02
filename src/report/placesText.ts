import { code, escaped } from './markdownText.ts';
import type { PlaceReport } from './places.ts';
import { printable, type Style } from './style.ts';

/** Where the outcome of a test comes from, for a terminal. */
export function placesText(places: readonly PlaceReport[], style: Style): string {
  const lines = places.flatMap(({ path, line, snippet, sentence, fix }) => [
    `  ${printable(path)}:${line}  ${style.dim(printable(snippet))}`,
    `      ${printable(sentence)}${fix === null ? '' : ` Fix: ${printable(fix)}.`}`,
  ]);
  const none = ['  No file here answers as the server does.'];
  return ['', style.bold('Where'), ...(lines.length === 0 ? none : lines), ''].join('\n');
}

/** The same for an issue. */
export function placesMarkdown(places: readonly PlaceReport[]): string {
  if (places.length === 0) return '';
  const lines = places.map(
    ({ path, line, snippet, sentence }) =>
      `- ${code(`${path}:${line}`)} ${code(snippet)}: ${escaped(sentence)}`,
  );
  return ['', '**Where**', '', ...lines, ''].join('\n');
}
