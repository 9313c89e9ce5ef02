import type { Range } from '../../policy/range.ts';
import type { Fact } from '../../policy/types.ts';
import type { Option, Options, Parameter } from './options.ts';
import { acceptsWhole, pythonPattern, type PythonPattern } from './pattern.ts';
import { constantSet, contains, rangeOfSet, stringSet, type StringSet } from './stringSet.ts';
import type { Behaviour } from './version.ts';
import { truth, unknown, whenUnset, type StringValue, type Value } from './values.ts';

/** A CORSMiddleware as it stands after its constructor has run. */
export interface Settings {
  readonly origins: StringSet;
  readonly methods: StringSet;
  readonly headers: StringSet;
  readonly expose: StringSet;
  readonly credentials: Fact<boolean>;
  readonly regex: OriginRegex | null;
  readonly privateNetwork: Fact<boolean>;
  readonly maxAge: Fact<string>;
  /** Why the constructor raises, so that every request is answered 500; null when it does not. */
  readonly fault: Fault | null;
}

export interface Fault {
  readonly range: Range;
  readonly parameter: string;
  readonly kind: 'unknown-keyword' | 'not-a-collection';
}

export type OriginRegex =
  | { readonly known: true; readonly text: StringValue; readonly pattern: PythonPattern }
  | { readonly known: false; readonly why: string; readonly range: Range | null };

/** The settings that `options` give to this release of Starlette, with Starlette's defaults for the rest. */
export function settingsOf(options: Options, behaviour: Behaviour): Settings {
  return settingsFrom(options, behaviour, (option) => option.value);
}

/** The settings when no environment variable is set; null when that is not told or makes no difference. */
export function settingsWhenUnset(options: Options, behaviour: Behaviour): Settings | null {
  let differs = false;
  for (const { value } of options.given.values()) {
    if (value.kind !== 'unknown') continue;
    if (whenUnset(value) !== null) differs = true;
  }
  return differs ? settingsFrom(options, behaviour, ({ value }) => whenUnset(value) ?? value) : null;
}

function settingsFrom(options: Options, behaviour: Behaviour, valueOf: (option: Option) => Value): Settings {
  let fault: Fault | null = null;
  const { open } = options;
  for (const { name, range } of options.strange)
    fault ??= { range, parameter: name, kind: 'unknown-keyword' };
  const asksPrivate = options.given.get('allow_private_network');
  if (asksPrivate && !behaviour.knowsPrivateNetwork) {
    fault ??= { range: asksPrivate.name, parameter: 'allow_private_network', kind: 'unknown-keyword' };
  }
  const value = (parameter: Parameter): Value | null => {
    const option = options.given.get(parameter);
    return option ? valueOf(option) : null;
  };
  const set = (parameter: Parameter, standard: readonly string[], mayBeNone = false): StringSet => {
    const given = value(parameter);
    if (!given) return open === null ? constantSet(standard) : { kind: 'unknown', why: open, range: null };
    if (mayBeNone && given.kind === 'none') return constantSet([]);
    const found = stringSet(given);
    if (found) return found;
    fault ??= { range: given.range, parameter, kind: 'not-a-collection' };
    return { kind: 'unknown', why: 'Starlette refuses it', range: given.range };
  };
  return {
    origins: set('allow_origins', []),
    methods: set('allow_methods', ['GET']),
    headers: set('allow_headers', []),
    expose: set('expose_headers', [], true),
    credentials: flag(value('allow_credentials'), open),
    regex: regexOf(value('allow_origin_regex'), open),
    privateNetwork: flag(value('allow_private_network'), open),
    maxAge: maxAgeOf(value('max_age'), open),
    fault,
  };
}

function flag(value: Value | null, open: string | null): Fact<boolean> {
  if (!value) return missing(open, false);
  const known = truth(value);
  if (known !== null) return { known: true, value: known, range: value.range };
  return { known: false, why: value.kind === 'unknown' ? value.why : 'it is not known', range: value.range };
}

function missing<T>(open: string | null, standard: T): Fact<T> {
  return open === null
    ? { known: true, value: standard, range: null }
    : { known: false, why: open, range: null };
}

function maxAgeOf(value: Value | null, open: string | null): Fact<string> {
  if (!value) return missing(open, '600');
  if (value.kind === 'number' || value.kind === 'string')
    return { known: true, value: String(value.value), range: value.range };
  const { why } = value.kind === 'unknown' ? value : unknown('it is no number', value.range);
  return { known: false, why, range: value.range };
}

function regexOf(value: Value | null, open: string | null): OriginRegex | null {
  if (!value) return open === null ? null : { known: false, why: open, range: null };
  if (value.kind === 'none') return null;
  const text = value.kind === 'pattern' ? value.pattern : value;
  if (text.kind !== 'string')
    return { known: false, why: text.kind === 'unknown' ? text.why : 'it is no pattern', range: value.range };
  const pattern = pythonPattern(text.value, value.kind === 'pattern' && value.ignoreCase);
  return pattern
    ? { known: true, text, pattern }
    : { known: false, why: 'this pattern cannot be followed', range: text.range };
}

/** Starlette's `allow_all_origins`; null when unknown. */
export function allowsAll(settings: Settings): boolean | null {
  return contains(settings.origins, '*');
}

/** The settings with `origin` as the one that they let in, where it is not known whether they do. */
export function lettingIn(settings: Settings, origin: string): Settings {
  if (allowsOrigin(settings, origin) !== null) return settings;
  const range = rangeOfSet(settings.origins);
  const item: StringValue = {
    kind: 'string',
    value: origin,
    range: range ?? { start: 0, end: 0 },
    exact: false,
  };
  return {
    ...settings,
    origins: { kind: 'items', items: [item], open: null, ordered: true, range },
    regex: null,
  };
}

/** Starlette's `is_allowed_origin`; null when unknown. */
export function allowsOrigin(settings: Settings, origin: string): boolean | null {
  const answers = [allowsAll(settings), matchesRegex(settings, origin), contains(settings.origins, origin)];
  if (answers.includes(true)) return true;
  return answers.includes(null) ? null : false;
}

/** Whether allow_origin_regex lets `origin` in; null when unknown. */
export function matchesRegex(settings: Settings, origin: string): boolean | null {
  const { regex } = settings;
  if (regex === null) return false;
  return regex.known ? acceptsWhole(regex.pattern, origin) : null;
}
