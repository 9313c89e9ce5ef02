import { parseRegex, type Match } from '../../policy/regex.ts';

/** A PCRE pattern, interpreted where it belongs to the subset that the interpreter shares with PCRE. */
export interface Pattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** The leftmost match, as Apache's `ap_regexec` finds it. */
  search(input: string): Match;
}

/** Escapes and groups that PCRE knows and that mean something else, or nothing, to the interpreter. */
const foreign = /\\[AZzGhHRKQEvVNXCaelux]|\[\[?:|\(\?(?![:=!<])|\(\?<(?![=!])|[*+?}]\+/;

/** Never throws; a pattern that is not understood answers `'unknown'`. */
export function pattern(source: string, ignoreCase: boolean): Pattern {
  const regex = foreign.test(withoutEscapes(source)) ? null : parseRegex(source, { ignoreCase });
  return { source, ignoreCase, search: (input) => (regex ? regex.search(input) : 'unknown') };
}

/** Escaped punctuation stands for itself, also where it looks like the start of something. */
function withoutEscapes(source: string): string {
  return source.replace(/\\[^A-Za-z0-9]/g, '_');
}

/**
 * True when mod_setenvif searches for the text itself and not for a regular expression, so that `$0` stays as it stands: no
 * metacharacter, or only escaped ones (`non_regex_pattern` in mod_setenvif.c).
 */
export function isPlainText(source: string): boolean {
  return /^(?:[^\\^.$|()[\]*+?{}]|\\[\\^.$|()[\]*+?{}])*\\?$/.test(source);
}

/** Fills `$0` to `$9` as `ap_pregsub` does: groups that took no part are empty, `\$` is a dollar. */
export function fillGroups(template: string, groups: readonly (string | undefined)[]): string {
  return template.replace(/\$(\d)|\\([^])/g, (_, digit: string | undefined, escaped: string | undefined) =>
    digit === undefined ? (escaped ?? '') : (groups[Number(digit)] ?? ''),
  );
}
