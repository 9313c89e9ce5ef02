import { parseRegex, type Regex } from '../../policy/regex.ts';

/** A Python regular expression for origins, in the syntax that the shared interpreter reads. */
export interface PythonPattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  readonly regex: Regex;
}

/**
 * Reads the subset that Python's `re` shares with JavaScript: named groups, `\A`, `\Z` and a leading `(?i)` are translated.
 * Null for anything else (verbose mode, possessive and conditional groups): then nothing is claimed about the pattern.
 */
export function pythonPattern(text: string, ignoreCase: boolean): PythonPattern | null {
  const flags = /^\(\?([a-z]+)\)/.exec(text);
  if (flags && flags[1] !== 'i') return null;
  const body = flags ? text.slice(flags[0].length) : text;
  if (/[*+?}]\+|\(\?>|\(\?\(|\(\?#|\(\?P=|\\[1-9]|\{,/.test(body)) return null;
  const source = body
    .replace(/\(\?P</g, '(?<')
    .replace(/(\\\\)|\\A/g, (all, escaped?: string) => escaped ?? (all === '\\A' ? '^' : all))
    .replace(/(\\\\)|\\Z/g, (all, escaped?: string) => escaped ?? (all === '\\Z' ? '$' : all));
  if (hasUnknownEscape(source)) return null;
  const insensitive = ignoreCase || flags !== null;
  const regex = parseRegex(source, { ignoreCase: insensitive });
  return regex ? { source, ignoreCase: insensitive, regex } : null;
}

/** Letters that Python refuses behind a backslash, or reads otherwise than JavaScript does. */
function hasUnknownEscape(source: string): boolean {
  for (const [, one = ''] of source.matchAll(/\\([\s\S])/g)) {
    if (/[a-zA-Z0]/.test(one) && !'dDsSwWbBtnrfvxu'.includes(one)) return true;
  }
  return false;
}

/** Whether Starlette lets `origin` in: since 0.13.1 the whole of it must match. Null when that cannot be worked out. */
export function acceptsWhole(pattern: PythonPattern, origin: string): boolean | null {
  const match = pattern.regex.fullmatch(origin);
  return match === 'unknown' ? null : match.found;
}
