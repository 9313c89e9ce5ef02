import { requestFrom } from '../../policy/grant.ts';
import type { AnsweredHeader, Fact, PolicyFacts, PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import { originsOf } from './origins.ts';
import { preflightFrom, probeHeader, send, stranger, type PlaceRun } from './send.ts';

/** What a message, a range or a fix needs by name, worked out from answers. */
export function factsOf(
  runs: readonly PlaceRun[],
  answer: (request: PolicyRequest) => PolicyResponse,
): PolicyFacts {
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

function answeredBy(runs: readonly PlaceRun[]): PolicyFacts['preflightAnsweredBy'] {
  const { ways, complete } = send(runs, preflightFrom(stranger));
  const ended = new Set(ways.map(({ endedBy }) => endedBy !== null));
  if (!complete || ended.size !== 1)
    return { known: false, why: 'a condition that this file does not decide', range: null };
  return { known: true, value: ended.has(true) ? 'policy' : 'handler', range: ways[0]?.endedBy ?? null };
}
