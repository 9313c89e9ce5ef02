import type { AST } from '@eslint-community/regexpp';
import { parseRegex } from './regex.ts';
import type { OriginSpec, PolicySpec } from './spec.ts';

/** One spelling for lists that let in the same origins: patterns split into their alternatives, fixed ones as literals. */
export function normaliseOrigins(origins: PolicySpec['origins']): PolicySpec['origins'] {
  if (origins === 'any' || origins === 'reflect') return origins;
  const entries = new Map<string, OriginSpec>();
  for (const entry of origins.flatMap(normaliseEntry)) {
    if ('pattern' in entry && entry.pattern === '') return 'reflect';
    entries.set(JSON.stringify(entry), entry);
  }
  return [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** A pattern that matches exactly the texts in which the whole of `source` matches, as Python's `fullmatch` has it. */
export function wholePattern(source: string): string {
  const alternatives = parseRegex(source)?.ast.alternatives.length ?? 2;
  return alternatives > 1
    ? `^(?:${source})$`
    : `^${source.replace(/^\^/, '').replace(/(^|[^\\])\$$/, '$1')}$`;
}

function normaliseEntry(entry: OriginSpec): readonly OriginSpec[] {
  if ('literal' in entry) return [entry];
  const regex = parseRegex(entry.pattern);
  if (!regex) return [entry];
  const refers = /\\[1-9k]/.test(entry.pattern);
  const alternatives = refers ? [entry.pattern] : split(regex.ast.alternatives);
  return alternatives.map((pattern) => literalOf(pattern, entry.ignoreCase) ?? { ...entry, pattern });
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
  const behindStart = plain.replace(/^\^?\.\*\??(?![?+*{])/, '');
  return /(?:^|[^\\])(?:\\\\)*\.\*\??\$?$/.test(behindStart)
    ? behindStart.replace(/\.\*\??\$?$/, '')
    : behindStart;
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
