import type { Range } from '../../policy/range.ts';
import { compile, type Groups, type Pattern } from './pattern.ts';
import type { Argument, Directive } from './scan.ts';

export interface MapEntry {
  /** As written, with its `~`. */
  readonly key: Argument;
  readonly value: Argument;
  readonly directive: Directive;
  readonly test:
    /** Compared without regard to case. */
    | { readonly kind: 'exact'; readonly text: string }
    /** `*.example.com`, `.example.com` or `example.*` under `hostnames`. */
    | { readonly kind: 'suffix'; readonly text: string; readonly bare: boolean }
    | { readonly kind: 'prefix'; readonly text: string }
    | {
        readonly kind: 'pattern';
        readonly source: string;
        readonly ignoreCase: boolean;
        readonly pattern: Pattern | null;
        /** The expression's characters, without `~`. */
        readonly range: Range;
      };
}

/** One `map` block (ngx_http_map_module). */
export interface VariableMap {
  readonly variable: string;
  readonly source: Argument;
  readonly directive: Directive;
  readonly hostnames: boolean;
  readonly entries: readonly MapEntry[];
  readonly fallback: { readonly value: Argument; readonly directive: Directive } | null;
  /** An `include` among the entries: keys that the file does not show. */
  readonly include: Directive | null;
}

/** Reads one `map` directive; null when it is not a whole one. */
export function mapOf(directive: Directive): VariableMap | null {
  const [source, target] = directive.args;
  if (!source || !target || !directive.block || !target.value.startsWith('$')) return null;
  let hostnames = false;
  let fallback: VariableMap['fallback'] = null;
  let include: Directive | null = null;
  const entries: MapEntry[] = [];
  for (const line of directive.block.directives) {
    const [value] = line.args;
    if (line.name === 'include') include = line;
    else if (line.name === 'hostnames' && !value) hostnames = true;
    else if (line.name === 'default' && value) fallback = { value, directive: line };
    else if (value) entries.push(entryOf(line, value, hostnames));
  }
  return { variable: target.value.slice(1), source, directive, hostnames, entries, fallback, include };
}

function entryOf(directive: Directive, value: Argument, hostnames: boolean): MapEntry {
  const key = keyArgument(directive);
  return { key, value, directive, test: testOf(key, hostnames) };
}

/** The key is the directive's name: its quotes are around `nameRange`. */
function keyArgument(directive: Directive): Argument {
  const { name, nameRange } = directive;
  const quote = directive.nameQuote;
  const inner = quote ? { start: nameRange.start + 1, end: nameRange.end - 1 } : nameRange;
  return { value: name, range: nameRange, inner, quote };
}

function testOf(key: Argument, hostnames: boolean): MapEntry['test'] {
  const value = key.value;
  if (value.startsWith('~')) {
    const ignoreCase = value.startsWith('~*');
    const mark = ignoreCase ? 2 : 1;
    const source = value.slice(mark);
    const range = { start: key.inner.start + mark, end: key.inner.end };
    return { kind: 'pattern', source, ignoreCase, pattern: compile(source, ignoreCase), range };
  }
  const plain = (value.startsWith('\\') ? value.slice(1) : value).toLowerCase();
  if (hostnames && plain.startsWith('*.')) return { kind: 'suffix', text: plain.slice(1), bare: false };
  if (hostnames && plain.startsWith('.')) return { kind: 'suffix', text: plain, bare: true };
  if (hostnames && plain.endsWith('.*')) return { kind: 'prefix', text: plain.slice(0, -1) };
  return { kind: 'exact', text: plain };
}

export interface MapHit {
  /** Null when nothing matches and there is no `default`: the value is empty then. */
  readonly value: Argument | null;
  readonly groups: Groups | null;
}

/** What the map gives for `subject`, in nginx's order: exact, longest suffix, longest prefix, patterns as written, default. */
export function look(map: VariableMap, subject: string): MapHit | { readonly unknown: string } {
  if (map.include) return { unknown: `map $${map.variable} includes a file` };
  const folded = subject.toLowerCase();
  const exact = map.entries.find((entry) => entry.test.kind === 'exact' && entry.test.text === folded);
  if (exact) return { value: exact.value, groups: null };
  const wild = longest(map.entries, folded, 'suffix') ?? longest(map.entries, folded, 'prefix');
  if (wild) return { value: wild.value, groups: null };
  for (const entry of map.entries) {
    if (entry.test.kind !== 'pattern') continue;
    const groups = entry.test.pattern ? entry.test.pattern.search(subject) : 'unknown';
    if (groups === 'unknown')
      return { unknown: `the expression ${entry.key.value} cannot be evaluated here` };
    if (groups) return { value: entry.value, groups };
  }
  return { value: map.fallback?.value ?? null, groups: null };
}

function longest(entries: readonly MapEntry[], subject: string, kind: 'suffix' | 'prefix'): MapEntry | null {
  let best: MapEntry | null = null;
  let length = -1;
  for (const entry of entries) {
    const { test } = entry;
    if (test.kind !== kind || test.text.length <= length || !wildMatches(test, subject)) continue;
    best = entry;
    length = test.text.length;
  }
  return best;
}

function wildMatches(test: MapEntry['test'], subject: string): boolean {
  if (test.kind === 'prefix') return subject.startsWith(test.text);
  if (test.kind !== 'suffix') return false;
  return subject.endsWith(test.text) || (test.bare && subject === test.text.slice(1));
}

/** Whether one entry takes `subject` by its own test, other entries aside. */
export function entryAccepts(entry: MapEntry, subject: string): boolean {
  const { test } = entry;
  if (test.kind === 'exact') return test.text === subject.toLowerCase();
  if (test.kind === 'pattern') {
    const match = test.pattern?.search(subject);
    return match !== undefined && match !== null && match !== 'unknown';
  }
  return wildMatches(test, subject.toLowerCase());
}
