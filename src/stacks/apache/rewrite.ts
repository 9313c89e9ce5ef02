import type { Doubt, RewriteCond, RewritePart, RewriteRule } from './model.ts';
import { pattern } from './pattern.ts';
import { onOneLine, type Directive, type Word } from './scan.ts';

/** Reads a `RewriteCond`; null when it is half-typed. */
export function rewriteCond(directive: Directive): RewriteCond | null {
  const [test, patternWord, flagsWord] = directive.words;
  if (!test || !patternWord) return null;
  const flags = flagsOf(flagsWord);
  const negated = patternWord.text.startsWith('!');
  const body = negated ? patternWord.text.slice(1) : patternWord.text;
  const noCase = flags.some(([name]) => name === 'nc' || name === 'nocase');
  const equal = body.startsWith('=') && !noCase;
  return {
    test: partsOf(test.text),
    testWord: test,
    patternWord,
    matches: patternWord.open || test.open ? null : matchesOf(test.text, body, noCase),
    offset: (negated ? 1 : 0) + (equal ? 1 : 0),
    negated,
    or: flags.some(([name]) => name === 'or' || name === 'ornext'),
    noVary: flags.some(([name]) => name === 'nv' || name === 'novary'),
  };
}

function matchesOf(test: string, body: string, noCase: boolean): RewriteCond['matches'] {
  if (test.toLowerCase() === 'expr') return null;
  if (body.startsWith('=')) return noCase ? null : { equal: body.slice(1) === '""' ? '' : body.slice(1) };
  if (/^(?:-[a-zA-Z]|[<>])/.test(body)) return null;
  return { pattern: pattern(body, noCase) };
}

/** Reads a `RewriteRule`; null when it is half-typed. */
export function rewriteRule(
  source: string,
  directive: Directive,
  conditions: readonly RewriteCond[],
  doubt: Doubt,
): RewriteRule | null {
  const [patternWord, substitution, flagsWord] = directive.words;
  if (!patternWord || !substitution) return null;
  const flags = flagsOf(flagsWord);
  const has = (...names: string[]): boolean => flags.some(([name]) => names.includes(name));
  const negated = patternWord.text.startsWith('!');
  return {
    directive,
    range: onOneLine(source, directive.range),
    pattern: pattern(negated ? patternWord.text.slice(1) : patternWord.text, has('nc', 'nocase')),
    negated,
    conditions,
    status: statusOf(flags, substitution.text),
    last: has('l', 'last', 'end'),
    proxy: has('p', 'proxy'),
    toOtherPath: substitution.text !== '-',
    env: flags.flatMap(([name, value]) => (name === 'e' || name === 'env' ? [envOf(value)] : [])),
    jumps: has('c', 'chain', 's', 'skip', 'n', 'next'),
    flagsWord: flagsWord ?? null,
    doubt:
      patternWord.open || substitution.open || flagsWord?.open
        ? 'it holds a variable that this file does not define'
        : doubt,
  };
}

type Flag = readonly [name: string, value: string];

function flagsOf(word: Word | undefined): readonly Flag[] {
  const inside = /^\[(.*)\]$/s.exec(word?.text ?? '')?.[1];
  if (inside === undefined) return [];
  return inside.split(',').map((flag) => {
    const text = flag.trim();
    const equals = text.indexOf('=');
    return equals < 0
      ? ([text.toLowerCase(), ''] as const)
      : ([text.slice(0, equals).trimEnd().toLowerCase(), text.slice(equals + 1)] as const);
  });
}

const redirectNames: Readonly<Record<string, number>> = { temp: 302, permanent: 301, seeother: 303 };

function statusOf(flags: readonly Flag[], substitution: string): number | null {
  let status: number | null = null;
  for (const [name, value] of flags) {
    if (name === 'r' || name === 'redirect')
      status = value === '' ? 302 : (redirectNames[value] ?? Number(value));
    if (name === 'f' || name === 'forbidden') status = 403;
    if (name === 'g' || name === 'gone') status = 410;
  }
  if (
    status === null &&
    /^https?:\/\//i.test(substitution) &&
    !flags.some(([name]) => name === 'p' || name === 'proxy')
  ) {
    return 302;
  }
  return status === null || Number.isInteger(status) ? status : null;
}

function envOf(value: string): RewriteRule['env'][number] {
  if (value.startsWith('!')) return { name: value.slice(1), value: null };
  const colon = value.indexOf(':');
  if (colon < 0) return { name: value, value: [] };
  return { name: value.slice(0, colon), value: partsOf(value.slice(colon + 1)) };
}

function partsOf(text: string): readonly RewritePart[] {
  const parts: RewritePart[] = [];
  for (const [whole, variable, group] of text.matchAll(/%\{([^}]*)\}|%(\d)|\$\d|\\[^]|[^%$\\]+|[%$\\]/g)) {
    if (variable !== undefined) parts.push(variableOf(variable));
    else if (group !== undefined) parts.push({ kind: 'group', index: Number(group) });
    else if (/^\$\d/.test(whole)) parts.push({ kind: 'unknown' });
    else parts.push({ kind: 'text', text: whole.length === 2 ? whole.slice(1) : whole });
  }
  return parts;
}

/** Request headers that mod_rewrite knows by a name of their own; any other `HTTP_…` is empty (`lookup_variable`). */
const namedHeaders: Readonly<Record<string, string>> = {
  HTTP_ACCEPT: 'Accept',
  HTTP_COOKIE: 'Cookie',
  HTTP_FORWARDED: 'Forwarded',
  HTTP_HOST: 'Host',
  HTTP_PROXY_CONNECTION: 'Proxy-Connection',
  HTTP_REFERER: 'Referer',
  HTTP_USER_AGENT: 'User-Agent',
};

function variableOf(name: string): RewritePart {
  const split = /^(HTTP|ENV):(.*)$/is.exec(name);
  if (split) {
    const argument = split[2] ?? '';
    return split[1]?.toUpperCase() === 'HTTP'
      ? { kind: 'header', name: argument }
      : { kind: 'env', name: argument };
  }
  const upper = name.toUpperCase();
  if (upper === 'REQUEST_METHOD') return { kind: 'method' };
  if (upper in namedHeaders) return { kind: 'unknown' };
  return upper.startsWith('HTTP_') ? { kind: 'text', text: '' } : { kind: 'unknown' };
}
