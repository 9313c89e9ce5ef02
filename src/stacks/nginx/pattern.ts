import type { AST } from '@eslint-community/regexpp';
import { parseRegex, type Regex } from '../../policy/regex.ts';

/** A regular expression of nginx (PCRE) that can be evaluated here. */
export interface Pattern {
  readonly source: string;
  readonly ignoreCase: boolean;
  /** The match with its groups, as a search; null for none, 'unknown' when it takes too much work. */
  search(text: string): Groups | null | 'unknown';
}

export interface Groups {
  /** `$0` to `$9`; an unmatched group is empty, as in nginx. */
  readonly numbered: readonly string[];
  readonly named: ReadonlyMap<string, string>;
}

/**
 * Compiles the part of PCRE that means the same in the shared interpreter.
 * Out: null when the pattern uses anything else (possessive quantifiers, atomic groups, POSIX classes, \A, \z, \Q, inline options other
 * than a leading (?i), …) or does not compile.
 */
export function compile(source: string, ignoreCase: boolean): Pattern | null {
  const folds = source.startsWith('(?i)');
  const body = (folds ? source.slice(4) : source).replaceAll('(?P<', '(?<');
  if (!isCommon(body)) return null;
  const regex = parseRegex(body, { ignoreCase: ignoreCase || folds });
  if (!regex) return null;
  const names = namesOf(regex.ast);
  // Rules ask every location about the same few origins.
  const asked = new Map<string, ReturnType<Pattern['search']>>();
  const search: Pattern['search'] = (text) => {
    const known = asked.get(text);
    if (known !== undefined) return known;
    const match = groupsOf(regex, names, text);
    asked.set(text, match);
    return match;
  };
  return { source, ignoreCase: ignoreCase || folds, search };
}

function groupsOf(regex: Regex, names: readonly (string | null)[], text: string): Groups | null | 'unknown' {
  const match = regex.search(text);
  if (match === 'unknown') return match;
  if (!match.found) return null;
  const numbered = match.groups.map((group) => group ?? '');
  const named = new Map<string, string>();
  names.forEach((name, index) => {
    if (name !== null) named.set(name, numbered[index + 1] ?? '');
  });
  return { numbered, named };
}

/** The names of the capturing groups in the order of their opening parentheses. */
function namesOf(pattern: AST.Pattern): readonly (string | null)[] {
  const names: (string | null)[] = [];
  const pending: (AST.Alternative | AST.Element)[] = [...pattern.alternatives];
  for (let node = pending.shift(); node; node = pending.shift()) {
    if (node.type === 'CapturingGroup') names.push(node.name);
    if (node.type === 'Quantifier') pending.unshift(node.element);
    else if (node.type === 'Alternative') pending.unshift(...node.elements);
    else if ('alternatives' in node) pending.unshift(...(node.alternatives as readonly AST.Alternative[]));
  }
  return names;
}

/** Whether each part of the pattern means the same in PCRE and in JavaScript (pcrepattern(3); ECMA-262, 22.2). */
function isCommon(source: string): boolean {
  let inClass = false;
  for (let at = 0; at < source.length; at += 1) {
    const rest = source.slice(at, at + 5);
    if (rest.startsWith('\\')) {
      if (!/^\\([^A-Za-z0-9]|[dDwWsSbB1-9])/.test(rest)) return false;
      at += 1;
    } else if (inClass) {
      if (/^\[[:.=]/.test(rest)) return false;
      inClass = !rest.startsWith(']');
    } else if (rest.startsWith('[')) {
      if (/^\[\^?\]/.test(rest)) return false;
      inClass = true;
    } else if (rest.startsWith('(?')) {
      if (!/^\(\?(?:[:=!]|<[A-Za-z_]|<[=!])/.test(rest)) return false;
    } else if (rest.startsWith('(*') || /^[*+?}]\+/.test(rest)) {
      return false;
    }
  }
  return true;
}
