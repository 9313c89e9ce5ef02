import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { parseRegex } from './regex.ts';
import type { OriginSpec, PolicySpec } from './spec.ts';

/** One spelling and order for lists that let in the same origins. */
export function normaliseOrigins(origins: PolicySpec['origins']): PolicySpec['origins'] {
  const spelt = spellOrigins(origins);
  if (typeof spelt === 'string') return spelt;
  return [...spelt].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** In the order given: patterns split into their alternatives, fixed ones as literals, doubles left out. */
export function spellOrigins(origins: PolicySpec['origins']): PolicySpec['origins'] {
  if (typeof origins === 'string') return origins;
  const entries = new Map(origins.flatMap(spellEntry).map((entry) => [JSON.stringify(entry), entry]));
  const all = [...entries.values()].some((entry) => 'pattern' in entry && entry.pattern === '');
  return all ? 'reflect' : [...entries.values()];
}

/** A pattern that matches exactly the texts in which the whole of `source` matches, as Python's `fullmatch` has it. */
export function wholePattern(source: string): string {
  const alternatives = parseRegex(source)?.ast.alternatives.length ?? 2;
  return alternatives > 1
    ? `^(?:${source})$`
    : `^${source.replace(/^\^/, '').replace(/(^|[^\\])\$$/, '$1')}$`;
}

function spellEntry(entry: OriginSpec): readonly OriginSpec[] {
  if ('literal' in entry) return [entry];
  const regex = parseRegex(entry.pattern);
  if (!regex) return [entry];
  const ignoreCase = entry.ignoreCase && caseMatters(regex.ast);
  const refers = /\\[1-9k]/.test(entry.pattern);
  const alternatives = refers ? [entry.pattern] : split(regex.ast.alternatives);
  return alternatives.map((pattern) => literalOf(pattern, ignoreCase) ?? { pattern, ignoreCase });
}

/** Whether a browser's origin, which has no capital letters, meets one in the pattern. */
function caseMatters(pattern: AST.Pattern): boolean {
  let matters = false;
  visitRegExpAST(pattern, {
    onCharacterEnter: ({ value }) => (matters ||= value >= 65 && value <= 90),
    onCharacterClassRangeEnter: ({ min, max }) => {
      const first = Math.max(min.value, 65);
      const last = Math.min(max.value, 90);
      matters ||= first <= last && (first + 32 < min.value || last + 32 > max.value);
    },
  });
  return matters;
}

/** Each way through the outermost alternatives as a pattern of its own. */
function split(alternatives: readonly AST.Alternative[]): readonly string[] {
  return alternatives.flatMap((alternative) => {
    const { elements } = alternative;
    const start = isEdge(elements[0], 'start') ? '^' : '';
    const end = isEdge(elements.at(-1), 'end') ? '$' : '';
    const inner = elements.slice(start.length, elements.length - end.length);
    const only = inner[0];
    if (inner.length === 1 && only && (only.type === 'Group' || only.type === 'CapturingGroup')) {
      return only.alternatives.flatMap(({ raw }) => {
        const pattern = parseRegex(start + raw + end);
        return pattern ? split(pattern.ast.alternatives) : [];
      });
    }
    return [trimmed(alternative.raw)];
  });
}

/** `^.*` in front and `.*$` behind say nothing where a pattern is searched for; a slash needs no escape. */
function trimmed(pattern: string): string {
  const plain = pattern.replace(/\\([^])/g, (all, one: string) => (one === '/' ? '/' : all));
  const rest = plain.replace(/^\^?\.\*\??(?![?+*{])/, '');
  const isOpen = /(?:^|[^\\])(?:\\\\)*\.\*\??\$?$/.test(rest);
  const tied = isOpen ? rest.replace(/\.\*\??\$?$/, '') : rest;
  return tied === '^' || tied === '$' ? '' : tied;
}

/** The one text that a pattern matches, or null when it leaves a choice. */
function literalOf(pattern: string, ignoreCase: boolean): OriginSpec | null {
  const elements = parseRegex(pattern)?.ast.alternatives[0]?.elements ?? [];
  if (!isEdge(elements[0], 'start') || !isEdge(elements.at(-1), 'end')) return null;
  const characters = elements.slice(1, -1);
  if (!characters.every((element) => element.type === 'Character')) return null;
  const text = String.fromCodePoint(...characters.map(({ value }) => value));
  return { literal: ignoreCase ? text.toLowerCase() : text };
}

function isEdge(element: AST.Element | undefined, kind: 'start' | 'end'): boolean {
  return element?.type === 'Assertion' && element.kind === kind;
}

/** A pattern in normal form without its anchors; `start` and `end` are true where it had none. */
export function untied(pattern: string): {
  readonly start: boolean;
  readonly inner: string;
  readonly end: boolean;
} {
  const start = !pattern.startsWith('^');
  const end = !/(?:^|[^\\])(?:\\\\)*\$$/.test(pattern);
  return { start, inner: pattern.slice(start ? 0 : 1, end ? undefined : -1), end };
}

/** What can be sent to every caller as it stands: `*`, or a single origin, which no other page's browser takes. Null for a choice. */
export function constantOf(origins: PolicySpec['origins']): string | null {
  if (typeof origins === 'string') return origins === 'any' ? '*' : null;
  const [only] = origins;
  return origins.length === 1 && only && 'literal' in only ? only.literal : null;
}
