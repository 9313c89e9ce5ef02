import { requestFrom } from '../../policy/grant.ts';
import { parseRegex } from '../../policy/regex.ts';
import type { OriginMatcher, OriginPredicate, PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import type { Line } from './exchange.ts';
import type { OriginTest } from './run.ts';
import { requestsOf, send, stranger, type PlaceRun } from './send.ts';
import type { Simulated } from './simulate.ts';

const allowOrigin = 'access-control-allow-origin';

/** How the place decides about origins, from what it looks at when requests come. */
export function originsOf(
  runs: readonly PlaceRun[],
  answer: (request: PolicyRequest) => PolicyResponse,
): readonly OriginMatcher[] {
  const matchers = new Map<string, OriginMatcher>();
  const note = (matcher: OriginMatcher): void => {
    const value = matcher.kind === 'literal' ? matcher.value : '';
    const key = `${matcher.kind} ${matcher.range.start} ${matcher.range.end} ${value}`;
    const known = matchers.get(key);
    if (!known) matchers.set(key, matcher);
    else if (known.kind === 'predicate' && matcher.kind === 'predicate')
      matchers.set(key, both(known, matcher));
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
  const asked = requestsOf(runs).flatMap((request) => send(runs, request).ways);
  for (const way of asked) noteStranger(way, allows, note);
  const listed = tests.flatMap((test) => (test.kind === 'equals' ? [test.value] : [])).slice(0, 20);
  for (const origin of [...listed, 'null']) {
    for (const { answer: made } of send(runs, requestFrom(origin)).ways)
      made.lines.forEach((line) => noteConstant(line, note));
  }
  return [...matchers.values()];
}

/** One place may look for one text after another: `list.some((one) => origin.startsWith(one))`. */
function both(known: OriginPredicate, { mentions = [] }: OriginPredicate): OriginPredicate {
  const all = new Set([...(known.mentions ?? []), ...mentions]);
  return all.size === (known.mentions?.length ?? 0) ? known : { ...known, mentions: [...all].slice(0, 20) };
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
      note({
        kind: 'predicate',
        range: test.range,
        mentions: [test.mention],
        method: test.method,
        accepts: allows,
      });
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
  else if (line.literal || (line.isConstant && line.value !== 'null'))
    note({ kind: 'literal', value: line.value, range, use: 'sent' });
}
