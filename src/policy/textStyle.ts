/** The file's own line break. */
export function newlineOf(text: string): string {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The smallest indentation that a line of the file has, or `standard` when none is indented. */
export function indentUnitOf(text: string, standard: string): string {
  const found = [...text.matchAll(/^(\t| {2,8})\S/gm)].map(([, unit = '']) => unit);
  return found.sort((a, b) => a.length - b.length)[0] ?? standard;
}

/** The quote that the file has more of; `standard` when it has as many of both. */
export function quoteOf(text: string, standard: "'" | '"'): "'" | '"' {
  const single = text.split("'").length;
  const double = text.split('"').length;
  if (single === double) return standard;
  return single > double ? "'" : '"';
}
