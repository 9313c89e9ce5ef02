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

/**
 * In double quotes, as nginx and Apache read them: a backslash stands for itself unless a quote or a backslash follows
 * (ngx_conf_read_token, ap_getword_conf).
 */
export function configQuoted(text: string): string {
  const inner = text.replace(/\\([^])|"/g, (found, escaped?: string) =>
    escaped === undefined ? '\\"' : escaped === '\\' ? '\\\\\\\\' : found,
  );
  return `"${inner}"`;
}
