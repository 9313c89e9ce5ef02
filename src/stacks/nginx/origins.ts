import type { OriginMatcher } from '../../policy/types.ts';
import type { Condition } from './condition.ts';
import { effective, sentName } from './headers.ts';
import { entryAccepts, type MapEntry, type VariableMap } from './maps.ts';
import { serverOf, type AddHeader, type Level, type Model, type Step } from './model.ts';
import type { Argument } from './scan.ts';
import { isConstant, partsOf, soleVariable } from './values.ts';

/** Every way in which the locations of a file decide about origins: what they send, and the maps and conditions that it hangs on. */
export class Origins {
  readonly #model: Model;
  readonly #byLevel = new Map<Level, readonly OriginMatcher[]>();
  readonly #known = new Map<string, OriginMatcher>();

  constructor(model: Model) {
    this.#model = model;
  }

  of(level: Level): readonly OriginMatcher[] {
    const known = this.#byLevel.get(level);
    if (known) return known;
    const search = new Search(this.#model, level);
    for (const { header, from } of allowOriginHeaders(level)) search.header(header, from);
    const found = search.found.map((matcher) => this.#one(matcher));
    this.#byLevel.set(level, found);
    return found;
  }

  /** Locations that share a map share its matchers, so that what is worked out for one holds for all. */
  #one(matcher: OriginMatcher): OriginMatcher {
    const key = `${matcher.kind} ${matcher.range.start} ${matcher.range.end}`;
    const known = this.#known.get(key) ?? matcher;
    this.#known.set(key, known);
    return known;
  }
}

/** A directive and the level that it stands for: where it is written, or one that takes it over. */
export interface PlacedHeader {
  readonly header: AddHeader;
  readonly from: Level;
}

/** The Access-Control-Allow-Origin directives that can take effect in a location, with the level each stands for. */
export function allowOriginHeaders(level: Level): readonly PlacedHeader[] {
  const levels = [level, ...ifsOf(level.steps)];
  const seen = new Set<AddHeader>();
  const found: PlacedHeader[] = [];
  for (const from of levels) {
    for (const header of effective(from).headers) {
      if (sentName(header).toLowerCase() !== 'access-control-allow-origin' || seen.has(header)) continue;
      seen.add(header);
      found.push({ header, from });
    }
  }
  return found;
}

/** The levels of the ifs among `steps`. */
export function ifsOf(steps: readonly Step[]): readonly Level[] {
  return steps.flatMap((step) => (step.does === 'if' ? [step.level] : []));
}

class Search {
  readonly found: OriginMatcher[] = [];
  readonly #model: Model;
  readonly #steps: readonly Step[];
  readonly #variables = new Set<string>();
  #conditionsTaken = false;

  constructor(model: Model, level: Level) {
    this.#model = model;
    this.#steps = level.parent ? [...serverOf(level).steps, ...level.steps] : level.steps;
  }

  header(header: AddHeader, from: Level): void {
    const { value } = header;
    if (isConstant(value.value)) {
      this.#constant(value);
      return;
    }
    const condition = this.#conditionOf(from);
    const name = soleVariable(value.value);
    if (name === 'http_origin' && !this.#testsOrigin(condition))
      this.found.push({ kind: 'reflect', range: value.inner });
    for (const part of partsOf(value.value)) {
      if ('variable' in part) this.#variable(part.variable, value, name !== null);
    }
    if (condition) this.#conditions();
  }

  #constant(value: Argument): void {
    if (value.value === '') return;
    if (value.value === '*') this.found.push({ kind: 'any', range: value.inner });
    else this.found.push({ kind: 'literal', value: value.value, range: value.inner, use: 'sent' });
  }

  #variable(name: string, at: Argument, isWhole: boolean): void {
    if (this.#variables.has(name) || name === 'http_origin') return;
    this.#variables.add(name);
    const map = this.#model.maps.get(name);
    if (map) this.#map(map, isWhole);
    else if (this.#model.setVariables.has(name)) this.#set(name, isWhole);
    else if (!/^\d$/.test(name))
      this.found.push({
        kind: 'unknown',
        why: `$${name} is not given a value in this file`,
        range: at.inner,
      });
  }

  #map(map: VariableMap, isSent: boolean): void {
    if (map.include)
      this.found.push({ kind: 'unknown', why: 'the map includes a file', range: map.include.shown });
    const source = soleVariable(map.source.value);
    const isOrigin = source === 'http_origin';
    if (!isOrigin) {
      for (const part of partsOf(map.source.value)) {
        if ('variable' in part && part.variable !== 'request_method')
          this.#variable(part.variable, map.source, false);
      }
    }
    for (const entry of map.entries) {
      if (isOrigin && entry.value.value !== '' && entry.key.value !== '') this.#entry(entry);
      if (isSent) this.#sent(entry.value, entry.key.value);
    }
    if (isSent && map.fallback) this.#fallback(map.fallback.value);
  }

  #entry(entry: MapEntry): void {
    const { test } = entry;
    if (test.kind === 'exact') {
      const escaped = entry.key.value.startsWith('\\') ? 1 : 0;
      const range = { start: entry.key.inner.start + escaped, end: entry.key.inner.end };
      this.found.push({ kind: 'literal', value: test.text, range, use: 'compared' });
    } else if (test.kind === 'pattern') {
      this.#pattern(test);
    } else {
      const mention = test.kind === 'suffix' ? `https://x${test.text}` : `${test.text}example`;
      const accepts = (origin: string): boolean => entryAccepts(entry, origin);
      this.found.push({ kind: 'predicate', range: entry.key.inner, mentions: [mention], accepts });
    }
  }

  /** A value that a map gives out as the header's whole value. */
  #sent(value: Argument, key: string): void {
    for (const part of partsOf(value.value)) {
      if ('variable' in part) this.#variable(part.variable, value, soleVariable(value.value) !== null);
    }
    if (isConstant(value.value) && value.value.toLowerCase() !== key.toLowerCase()) this.#constant(value);
  }

  #fallback(value: Argument): void {
    // Whoever is not listed gets in as well: a test that everyone passes.
    if (soleVariable(value.value) === 'http_origin') {
      this.found.push({ kind: 'predicate', range: value.inner, accepts: () => true });
    }
    // `default 0` is a way to say no, not an origin that someone misspelt.
    else if (value.value === '*' || value.value === 'null' || /[.:$]/.test(value.value))
      this.#sent(value, '');
  }

  #set(name: string, isSent: boolean): void {
    for (const step of this.#steps) {
      if (step.does === 'set' && step.variable === name) this.#given(step.value, isSent, false);
      if (step.does !== 'if') continue;
      for (const inner of step.level.steps) {
        if (inner.does === 'set' && inner.variable === name)
          this.#given(inner.value, isSent, this.#testsOrigin(step.condition));
      }
    }
    this.#conditions();
  }

  #given(value: Argument, isSent: boolean, guarded: boolean): void {
    const whole = soleVariable(value.value);
    if (whole === 'http_origin' && isSent && !guarded)
      this.found.push({ kind: 'reflect', range: value.inner });
    else if (isConstant(value.value)) {
      if (isSent) this.#constant(value);
    } else {
      for (const part of partsOf(value.value)) {
        if ('variable' in part) this.#variable(part.variable, value, isSent && whole !== null);
      }
    }
  }

  /** The conditions of all ifs that the request passes. */
  #conditions(): void {
    if (this.#conditionsTaken) return;
    this.#conditionsTaken = true;
    for (const step of this.#steps) {
      if (step.does === 'if') this.#condition(step.condition);
    }
  }

  #condition(condition: Condition): void {
    if (condition.kind === 'other') return;
    if (condition.variable !== 'http_origin') {
      const map = this.#model.maps.get(condition.variable);
      if (map && !this.#variables.has(condition.variable)) {
        this.#variables.add(condition.variable);
        this.#map(map, false);
      }
      return;
    }
    if (condition.kind === 'matches') this.#pattern(condition);
    if (condition.kind === 'equals' && condition.value.value !== '' && isConstant(condition.value.value)) {
      const { value, range } = condition.value;
      this.found.push({ kind: 'literal', value, range, use: 'compared' });
    }
  }

  #pattern(
    test: Extract<MapEntry['test'], { kind: 'pattern' }> | Extract<Condition, { kind: 'matches' }>,
  ): void {
    const { source, ignoreCase, range, pattern } = test;
    if (!pattern) {
      this.found.push({ kind: 'unknown', why: 'the expression cannot be evaluated here', range });
      return;
    }
    const accepts = (origin: string): boolean => {
      const match = pattern.search(origin);
      return match !== null && match !== 'unknown';
    };
    this.found.push({ kind: 'pattern', source, ignoreCase, matching: 'search', range, accepts });
  }

  #conditionOf(level: Level): Condition | null {
    const step = this.#steps.find((one) => one.does === 'if' && one.level === level);
    return step?.does === 'if' ? step.condition : null;
  }

  /** Whether a condition hangs on the origin, directly or by a map or a variable. */
  #testsOrigin(condition: Condition | null): boolean {
    if (!condition || condition.kind === 'other') return false;
    const name = condition.variable;
    return name === 'http_origin' || this.#model.maps.has(name) || this.#model.setVariables.has(name);
  }
}
