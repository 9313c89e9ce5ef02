import { get } from '../cors/headerList.ts';
import { browserNames } from './browserNames.ts';
import type { ProbeReport, ReportExchange, ReportStep } from './types.ts';

/** What became of a test when it was run again. */
export interface Comparison {
  /** further: still not readable, but it gets past a step that failed before; back: the other way round. */
  readonly outcome: 'fixed' | 'broken' | 'further' | 'back' | 'changed' | 'same';
  /** One sentence. */
  readonly sentence: string;
  /** The most telling first. */
  readonly changes: readonly Change[];
}

export interface Change {
  readonly about: 'verdict' | 'step' | 'status' | 'header' | 'browser' | 'request';
  /** Such as `Access-Control-Allow-Origin` or `Chromium`. */
  readonly name: string;
  /** The answer that changed; null where it is no matter of one. */
  readonly on: 'preflight' | 'response' | null;
  /** Null for what was not there. */
  readonly before: string | null;
  readonly after: string | null;
  readonly text: string;
}

/** What changed between two runs of a test: verdict, steps, CORS headers, browsers. Time does not count. */
export function compare(before: ProbeReport, after: ProbeReport): Comparison {
  const changes = [
    ...requestChanges(before, after),
    ...verdictChanges(before, after),
    ...exchangeChanges(before, after),
    ...browserChanges(before, after),
  ];
  const outcome = outcomeOf(before, after, changes);
  return { outcome, sentence: sentenceOf(outcome, before, after), changes };
}

function outcomeOf(
  before: ProbeReport,
  after: ProbeReport,
  changes: readonly Change[],
): Comparison['outcome'] {
  const readable = [before, after].map(({ result }) => result === 'readable');
  if (readable[0] !== readable[1]) return readable[1] === true ? 'fixed' : 'broken';
  const way = reached(after) - reached(before);
  if (way !== 0) return way > 0 ? 'further' : 'back';
  return changes.length > 0 ? 'changed' : 'same';
}

/** How many steps were taken. */
function reached({ steps }: ProbeReport): number {
  const open = steps.findIndex(({ state }) => state === 'failed' || state === 'not-sent');
  return open < 0 ? steps.length : open;
}

function sentenceOf(outcome: Comparison['outcome'], before: ProbeReport, after: ProbeReport): string {
  switch (outcome) {
    case 'fixed':
      return `Fixed: the page can read the answer now. Before: ${before.sentence}`;
    case 'broken':
      return `Broken since the last run: ${after.sentence}`;
    case 'further':
      return `One step further, and now this: ${after.sentence}`;
    case 'back':
      return `One step back: ${after.sentence}`;
    case 'changed':
      return before.sentence === after.sentence
        ? 'The verdict is the same as before; other parts of the answer changed.'
        : `The verdict changed: ${after.sentence}`;
    case 'same':
      return 'Nothing changed since the last run.';
  }
}

function change(
  about: Change['about'],
  name: string,
  before: string | null,
  after: string | null,
  on: Change['on'] = null,
): Change[] {
  if (before === after) return [];
  const where = on === null ? '' : ` on the ${on}`;
  const text =
    before === null
      ? `${name}${where} is new: ${after ?? ''}`
      : after === null
        ? `${name}${where} is gone; it was ${before}`
        : `${name}${where} was ${before} and is ${after}`;
  return [{ about, name, on, before, after, text }];
}

function requestChanges({ request: a }: ProbeReport, { request: b }: ProbeReport): Change[] {
  const names = (headers: ProbeReport['request']['headers']): string =>
    headers.map(([name]) => name).join(', ');
  return [
    ...change('request', 'The URL', a.url, b.url),
    ...change('request', 'The origin', a.origin, b.origin),
    ...change('request', 'The method', a.method, b.method),
    ...change('request', 'Credentials', a.credentials, b.credentials),
    ...change(
      'request',
      'The list of request headers',
      names(a.headers) || 'empty',
      names(b.headers) || 'empty',
    ),
  ];
}

const stepNames = {
  preflight: 'The preflight',
  request: 'The request',
  readable: 'Reading the answer',
} as const;

const stateWords: Readonly<Record<ReportStep['state'], string>> = {
  ok: 'fine',
  failed: 'refused',
  'not-needed': 'not needed',
  'not-sent': 'not reached',
};

const resultWords: Readonly<Record<ProbeReport['result'], string>> = {
  readable: 'readable',
  blocked: 'blocked',
  'not-cors': 'not a CORS problem',
  stopped: 'ended early',
};

function verdictChanges(before: ProbeReport, after: ProbeReport): Change[] {
  return [
    ...change('verdict', 'The result', resultWords[before.result], resultWords[after.result]),
    ...before.steps.flatMap(({ step, state }, index) => {
      const now = after.steps[index]?.state;
      return change('step', stepNames[step], stateWords[state], now ? stateWords[now] : null);
    }),
  ];
}

/** Headers that decide about CORS, or about where it is decided. */
const telling = [
  'Access-Control-Allow-Origin',
  'Access-Control-Allow-Credentials',
  'Access-Control-Allow-Methods',
  'Access-Control-Allow-Headers',
  'Access-Control-Expose-Headers',
  'Access-Control-Max-Age',
  'Vary',
  'Location',
] as const;

function exchangeChanges(before: ProbeReport, after: ProbeReport): Change[] {
  return keysOf(before, after).flatMap((key) => {
    const [a, b] = [before, after].map(({ exchanges }) =>
      exchanges.find((exchange) => keyOf(exchange) === key),
    );
    if (a === undefined || b === undefined) return [];
    const on = a.kind === 'preflight' ? 'preflight' : 'response';
    return [
      ...change('status', 'The status', statusOf(a), statusOf(b), on),
      ...telling.flatMap((name) =>
        change(
          'header',
          name,
          get(a.responseHeaders, name.toLowerCase()),
          get(b.responseHeaders, name.toLowerCase()),
          on,
        ),
      ),
    ];
  });
}

function statusOf({ status, failure }: ReportExchange): string {
  return status === null ? `no answer (${failure?.kind ?? 'unknown'})` : String(status);
}

/** Preflight and request of each hop are compared with their like. */
function keyOf({ kind, hop, anyway }: ReportExchange): string {
  return `${kind} ${hop} ${anyway}`;
}

function keysOf(before: ProbeReport, after: ProbeReport): readonly string[] {
  return [...new Set([...before.exchanges, ...after.exchanges].map(keyOf))];
}

function browserChanges(before: ProbeReport, after: ProbeReport): Change[] {
  return before.browsers.flatMap(({ engine, outcome }) => {
    const now = after.browsers.find((other) => other.engine === engine)?.outcome ?? null;
    return change('browser', browserNames[engine], outcome, now);
  });
}
