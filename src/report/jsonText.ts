/** JSON that is safe on a terminal: control characters above ASCII, which JSON leaves as they are, are escaped too. */
export function jsonText(value: unknown): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value, null, 2).replace(/[\x7f-\x9f]/g, escape);
}
