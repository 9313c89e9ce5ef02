import type { Range, TextEdit } from '../../policy/range.ts';
import { parseRegex } from '../../policy/regex.ts';
import { requestFrom } from '../../policy/grant.ts';
import type {
  AnsweredHeader,
  Fact,
  OriginLiteral,
  OriginMatcher,
  Policy,
  PolicyEdits,
  PolicyFacts,
  PolicyRequest,
  PolicyResponse,
  UnknownPart,
} from '../../policy/types.ts';
import { listText, removeCall, removeEntry } from './edits.ts';
import type { Line } from './exchange.ts';
import type { ModuleRun } from './module.ts';
import { followAll, type OriginTest } from './run.ts';
import type { Place } from './places.ts';
import { simulate, type Simulated } from './simulate.ts';

/** A place as each way through the module has it. */
export interface PlaceRun {
  readonly module: ModuleRun;
  readonly place: Place;
}

const maxWays = 24;
const requestFuel = 8_000;
const stranger = 'https://evil.test';
const allowOrigin = 'access-control-allow-origin';

/** Sends one request to a place, every way that it can go. */
export function send(
  runs: readonly PlaceRun[],
  request: PolicyRequest,
): { ways: readonly Simulated[]; complete: boolean } {
  const ways: Simulated[] = [];
  let complete = true;
  for (const { module, place } of runs) {
    if (module.incomplete) complete = false;
    const { interpreter } = module;
    const paths = followAll(
      (run) => {
        interpreter.run = run;
        return simulate(interpreter, place, request);
      },
      maxWays,
      requestFuel,
      module.run,
    );
    ways.push(...paths.results);
    complete &&= paths.complete;
  }
  return { ways, complete };
}

/** One policy for one place. `range` is where a person would say that it is. */
export function createPolicy(text: string, runs: readonly PlaceRun[], label: string, range: Range): Policy {
  const answer = (request: PolicyRequest): PolicyResponse => answerAt(runs, request);
  return { stack: 'express', range, label, facts: factsOf(runs, answer), edits: editsOf(text, runs), answer };
}

/** What the place answers; `unknown` names what differs between the ways that a request can go. */
export function answerAt(runs: readonly PlaceRun[], request: PolicyRequest): PolicyResponse {
  const { ways, complete } = send(runs, request);
  const first = ways[0];
  const unknown: UnknownPart[] = ways.flatMap(({ answer }) => answer.unknown);
  if (!complete || !first) unknown.push(...everything('code that is too involved to follow'));
  if (!first) return { status: 200, headers: [], lost: [], unknown };
  unknown.push(...differences(ways));
  const { lost, lines } = first.answer;
  return { status: first.status, headers: lines.map(lineOf), lost, unknown };
}

function lineOf({ name, value, range }: Line): AnsweredHeader {
  return { name, value, range };
}

const names = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
];

function everything(why: string): UnknownPart[] {
  return [...names, 'status'].map((about) => ({ about, why, range: null }));
}

/** What depends on a condition that the file does not decide. */
function differences(ways: readonly Simulated[]): UnknownPart[] {
  const why = 'a condition that this file does not decide';
  const [first, ...others] = ways;
  if (!first || others.length === 0) return [];
  const parts: UnknownPart[] = [];
  for (const about of names) {
    const values = ways.map(({ answer }) => JSON.stringify(valuesOf(answer.lines, about)));
    if (new Set(values).size > 1) parts.push({ about, why, range: null });
  }
  if (others.some(({ status }) => status !== first.status)) parts.push({ about: 'status', why, range: null });
  return parts;
}

function valuesOf(lines: readonly Line[], name: string): string[] {
  return lines.filter((line) => line.name.toLowerCase() === name.toLowerCase()).map(({ value }) => value);
}

function factsOf(runs: readonly PlaceRun[], answer: (request: PolicyRequest) => PolicyResponse): PolicyFacts {
  const preflight = answer(preflightFrom(stranger));
  const actual = answer(requestFrom(stranger));
  const fact = <T>(
    response: PolicyResponse,
    name: string,
    read: (line: AnsweredHeader | undefined) => T,
  ): Fact<T> => {
    const missing = response.unknown.find(({ about }) => about.toLowerCase() === name);
    if (missing) return { known: false, why: missing.why, range: missing.range };
    const line = response.headers.find((one) => one.name.toLowerCase() === name);
    return { known: true, value: read(line), range: line?.range ?? null };
  };
  const tokens = (line: AnsweredHeader | undefined): readonly string[] | null =>
    line
      ? line.value
          .split(',')
          .map((one) => one.trim())
          .filter((one) => one !== '')
      : null;
  return {
    origins: originsOf(runs, answer),
    credentials: fact(actual, 'access-control-allow-credentials', (line) => line?.value === 'true'),
    methods: fact(preflight, 'access-control-allow-methods', tokens),
    allowHeaders: fact(preflight, 'access-control-allow-headers', (line) =>
      line?.value === probeHeader ? 'mirror' : tokens(line),
    ),
    exposeHeaders: fact(actual, 'access-control-expose-headers', tokens),
    maxAge: fact(preflight, 'access-control-max-age', (line) => line?.value ?? null),
    preflightAnsweredBy: answeredBy(runs),
    outside: [],
  };
}

const probeHeader = 'x-preflight-probe';

export function preflightFrom(origin: string, method = 'PUT'): PolicyRequest {
  return requestFrom(origin, {
    method: 'OPTIONS',
    headers: [
      ['Access-Control-Request-Method', method],
      ['Access-Control-Request-Headers', probeHeader],
    ],
  });
}

function answeredBy(runs: readonly PlaceRun[]): PolicyFacts['preflightAnsweredBy'] {
  const { ways, complete } = send(runs, preflightFrom(stranger));
  const ended = new Set(ways.map(({ endedBy }) => endedBy !== null));
  if (!complete || ended.size !== 1)
    return { known: false, why: 'a condition that this file does not decide', range: null };
  return { known: true, value: ended.has(true) ? 'policy' : 'handler', range: ways[0]?.endedBy ?? null };
}

/** How the place decides about origins, from what it looks at when requests come. */
function originsOf(
  runs: readonly PlaceRun[],
  answer: (request: PolicyRequest) => PolicyResponse,
): readonly OriginMatcher[] {
  const matchers = new Map<string, OriginMatcher>();
  const note = (matcher: OriginMatcher): void => {
    const key = `${matcher.kind} ${matcher.range.start} ${matcher.range.end}`;
    if (!matchers.has(key)) matchers.set(key, matcher);
  };
  const allows = (origin: string): boolean | null => {
    const response = answer(requestFrom(origin));
    if (response.unknown.some(({ about }) => about.toLowerCase() === allowOrigin)) return null;
    const values = response.headers.filter((line) => line.name.toLowerCase() === allowOrigin);
    return values.length === 1 && values[0]?.value === origin;
  };
  const seen = send(runs, requestFrom(stranger));
  const tests = seen.ways.flatMap((way) => way.tests);
  for (const test of tests) noteTest(test, allows, note);
  for (const way of seen.ways) noteStranger(way, allows, note);
  const listed = tests.flatMap((test) => (test.kind === 'equals' ? [test.value] : [])).slice(0, 20);
  for (const origin of [...listed, 'null']) {
    for (const { answer: made } of send(runs, requestFrom(origin)).ways)
      made.lines.forEach((line) => noteConstant(line, note));
  }
  return [...matchers.values()];
}

function noteTest(
  test: OriginTest,
  allows: (origin: string) => boolean | null,
  note: (matcher: OriginMatcher) => void,
): void {
  switch (test.kind) {
    case 'equals':
      note({ kind: 'literal', value: test.value, range: test.literal, use: 'compared' });
      return;
    case 'pattern': {
      const ignoreCase = test.flags.includes('i');
      const regex = parseRegex(test.source, { ignoreCase });
      const range = test.literal ?? test.range;
      if (!regex) note({ kind: 'unknown', why: 'a pattern that is too involved to follow', range });
      else {
        const accepts = (origin: string): boolean => {
          const match = regex.search(origin);
          return match !== 'unknown' && match.found;
        };
        note({ kind: 'pattern', source: test.source, ignoreCase, matching: 'search', range, accepts });
      }
      return;
    }
    case 'part':
      note({ kind: 'predicate', range: test.range, mentions: [test.mention], accepts: allows });
      return;
    case 'truthy':
      note({ kind: 'predicate', range: test.range, accepts: allows });
      return;
  }
}

/** What becomes of an origin that nobody knows. */
function noteStranger(
  way: Simulated,
  allows: (origin: string) => boolean | null,
  note: (matcher: OriginMatcher) => void,
): void {
  const { answer, tests } = way;
  for (const { about, why, range } of answer.unknown) {
    if (about.toLowerCase() === allowOrigin && range) note({ kind: 'unknown', why, range });
  }
  for (const line of answer.lines) {
    noteConstant(line, note);
    if (line.name.toLowerCase() !== allowOrigin || !line.echoes || !line.range) continue;
    if (tests.length === 0) note({ kind: 'reflect', range: line.range });
    else if (tests.every((test) => test.kind !== 'truthy'))
      note({ kind: 'predicate', range: line.range, accepts: allows });
  }
}

function noteConstant(line: Line, note: (matcher: OriginMatcher) => void): void {
  if (line.name.toLowerCase() !== allowOrigin || line.echoes) return;
  const range = line.literal ?? line.range;
  if (!range) return;
  if (line.value === '*') note({ kind: 'any', range });
  else if (line.literal) note({ kind: 'literal', value: line.value, range, use: 'sent' });
}

function editsOf(text: string, runs: readonly PlaceRun[]): PolicyEdits {
  const lineOf = (name: string): Line | null => {
    const found = send(runs, requestFrom(stranger)).ways.flatMap(({ answer }) =>
      answer.lines.filter((line) => line.name.toLowerCase() === name),
    );
    return found.every((line) => line.range?.start === found[0]?.range?.start) ? (found[0] ?? null) : null;
  };
  const originValue = (edit: (range: Range) => string): readonly TextEdit[] | null => {
    const line = lineOf(allowOrigin);
    if (!line?.range || !line.remove || !isProperty(text, line.remove)) return null;
    return [{ ...line.range, text: edit(line.range) }];
  };
  return {
    dropCredentials() {
      const line = lineOf('access-control-allow-credentials');
      if (!line?.remove) return null;
      const edit = isProperty(text, line.remove)
        ? removeEntry(text, line.remove)
        : removeCall(text, line.remove);
      return edit && [edit];
    },
    allowOrigins: (origins) => originValue(() => listText(text, origins)),
    allowAny: () => originValue(() => listText(text, ['*']).slice(1, -1)),
    varyByOrigin() {
      const line = lineOf(allowOrigin) ?? firstAllowed(runs);
      return line?.range ? varyAtStart(text, runs, line.range) : null;
    },
    replaceWithPattern(literal, source) {
      const quoted = quotedRange(text, literal);
      if (!quoted || !isAccepted(text, literal)) return null;
      return [{ ...quoted, text: `/${source.replaceAll('/', '\\/')}/` }];
    },
    removeOrigin(literal) {
      const quoted = quotedRange(text, literal);
      const edit = quoted && /[[,]\s*$/.test(text.slice(0, quoted.start)) ? removeEntry(text, quoted) : null;
      return edit && [edit];
    },
  };
}

/** The line that lets in an origin which the file names. */
function firstAllowed(runs: readonly PlaceRun[]): Line | null {
  const tests = send(runs, requestFrom(stranger)).ways.flatMap((way) => way.tests);
  for (const test of tests) {
    const origin = test.kind === 'equals' ? test.value : test.kind === 'part' ? test.mention : null;
    if (origin === null) continue;
    const lines = send(runs, requestFrom(origin)).ways.flatMap(({ answer }) => answer.lines);
    const line = lines.find(({ name }) => name.toLowerCase() === allowOrigin);
    if (line) return line;
  }
  return null;
}

/** Says `Vary: Origin` first thing in the handler that writes at `range`. */
function varyAtStart(text: string, runs: readonly PlaceRun[], range: Range): readonly TextEdit[] | null {
  const handlers = runs.flatMap(({ module }) =>
    module.apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers)),
  );
  for (const { value } of handlers) {
    if (value.type !== 'function' || value.node.range.start > range.start || value.node.range.end < range.end)
      continue;
    const [, response] = value.node.params;
    const { body } = value.node;
    const first = Array.isArray(body) ? (body as readonly { range: Range }[])[0] : undefined;
    if (response?.pattern.kind !== 'name' || !first) return null;
    const lineStart = text.lastIndexOf('\n', first.range.start - 1) + 1;
    const indent = text.slice(lineStart, first.range.start);
    if (indent.trim() !== '') return null;
    const statement = `${indent}${response.pattern.name}.vary('Origin');\n`;
    return [{ start: lineStart, end: lineStart, text: statement }];
  }
  return null;
}

/** `key: value` in an object literal, not a call. */
function isProperty(text: string, { start, end }: Range): boolean {
  return /^(?:['"]?[\w$-]+['"]?\s*:|credentials$|origin$)/.test(text.slice(start, end));
}

function quotedRange(text: string, { range }: OriginLiteral): Range | null {
  const quote = text[range.start - 1];
  const isQuoted = quote !== undefined && /['"`]/.test(quote) && text[range.end] === quote;
  return isQuoted ? { start: range.start - 1, end: range.end + 1 } : null;
}

/** The cors package takes patterns; a comparison in code does not. */
function isAccepted(text: string, { range }: OriginLiteral): boolean {
  return /\borigin['"]?\s*:\s*(?:\[[^\]]*)?['"`]$/.test(text.slice(0, range.start));
}
