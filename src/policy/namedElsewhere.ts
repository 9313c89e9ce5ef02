import type { Range } from './range.ts';

/**
 * Whether `text` names an environment variable in another place than where it is used: a schema, an assertion or a list of what must be
 * set does. Where no use reads it itself, one line is granted that does so for a constant or an object of settings.
 */
export function isNamedElsewhere(text: string, variable: string, uses: readonly Range[]): boolean {
  const places = [...text.matchAll(new RegExp(`\\b${variable}\\b`, 'g'))].map(({ index }) => index);
  const elsewhere = places.filter((at) => !uses.some(({ start, end }) => start <= at && at < end));
  const lines = new Set(elsewhere.map((at) => text.lastIndexOf('\n', at)));
  const isRead = uses.some(({ start, end }) => /env(?:iron)?\b/.test(text.slice(start, end)));
  return lines.size > (isRead ? 0 : 1);
}
