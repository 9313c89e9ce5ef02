import type { Stack } from '../policy/types.ts';
import { browserNames } from '../report/browserNames.ts';
import type { BrowserReport, CheckState, ProbeReport, ReportExchange, ReportStep } from '../report/types.ts';

/** How a verdict is coloured; the words say the same. */
export type Tone = 'good' | 'bad' | 'plain';

export interface Heading {
  readonly text: string;
  readonly tone: Tone;
}

/** The verdict's first words. */
export function headingOf(report: ProbeReport): Heading {
  switch (report.result) {
    case 'readable':
      return readable(report);
    case 'blocked':
      return { text: `✗ ${hidden(report) ?? `Blocked ${whereOf(report)}`}`, tone: 'bad' };
    case 'not-cors':
      return {
        text: report.problem === 'page' ? '✗ Blocked before anything was sent' : '✗ Not a CORS problem',
        tone: 'bad',
      };
    case 'stopped':
      return { text: report.stopped === 'unconfirmed' ? '– Not sent' : '– Cancelled', tone: 'plain' };
  }
}

/** What the browser's message hides; null where it is CORS alone. */
function hidden({ problem, cause }: ProbeReport): string | null {
  const status = cause?.status ?? null;
  switch (problem) {
    case 'server-error':
      return `The server failed with ${status ?? 'an error'}`;
    case 'proxy-error':
      return `Something in front of the server failed with ${status ?? 'an error'}`;
    case 'login':
      return 'A login answered';
    case 'web-page':
      return 'A web page answered';
    default:
      return null;
  }
}

function readable(report: ProbeReport): Heading {
  if (disagreement(report) !== null) return { text: '✗ Readable in some browsers only', tone: 'bad' };
  return isFragile(report)
    ? { text: '✓ Readable, but fragile', tone: 'good' }
    : { text: '✓ Readable', tone: 'good' };
}

/** Right today, and wrong as soon as a cache stands between. */
export function isFragile({ result, vary }: ProbeReport): boolean {
  return result === 'readable' && vary?.state === 'missing';
}

function whereOf({ cause }: ProbeReport): string {
  switch (cause?.step) {
    case 'preflight':
      return 'at the preflight';
    case 'redirect':
      return 'at a redirect';
    case 'response':
      return 'at the answer';
    case 'request':
    case undefined:
      return 'before anything was sent';
  }
}

/** The first words for the list of earlier tests. */
export const resultWords: Readonly<Record<ProbeReport['result'], string>> = {
  readable: '✓ Readable',
  blocked: '✗ Blocked',
  'not-cors': '✗ Not CORS',
  stopped: '– Stopped',
};

export const stackNames: Readonly<Record<Stack, string>> = {
  express: 'Express',
  fastapi: 'FastAPI',
  nginx: 'nginx',
  apache: 'Apache',
};

export const outcomeWords: Readonly<Record<BrowserReport['outcome'], string>> = {
  readable: '✓ readable',
  blocked: '✗ blocked',
  opaque: '✗ opaque',
  'network-error': '✗ failed',
  untested: '– untested',
};

/** A sentence when browsers do not make the same of it; null when they do. */
export function disagreement({ browsers }: ProbeReport): string | null {
  const outcomes = new Set(browsers.map(({ outcome }) => outcome));
  if (outcomes.size < 2) return null;
  const each = browsers.map(({ engine, outcome }) => `${browserNames[engine]}: ${outcome}`);
  return `Browsers disagree: ${each.join(', ')}.`;
}

/** The browsers that make something else of it than the most first; else in their order. */
export function differencesFirst(browsers: readonly BrowserReport[]): readonly BrowserReport[] {
  const count = ({ outcome }: BrowserReport): number =>
    browsers.filter((other) => other.outcome === outcome).length;
  return browsers.toSorted((a, b) => count(a) - count(b));
}

export const stepMarks: Readonly<Record<ReportStep['state'], string>> = {
  ok: '✓',
  failed: '✗',
  'not-needed': '–',
  'not-sent': '–',
};

export const checkMarks: Readonly<Record<CheckState, { readonly mark: string; readonly word: string }>> = {
  ok: { mark: '✓', word: 'Right' },
  failed: { mark: '✗', word: 'Wrong' },
  'not-needed': { mark: '–', word: 'Not needed' },
  unknown: { mark: '?', word: 'Unknown' },
};

/** Such as `4 of 5`, of the points that matter here. */
export function checklistWords({ checklist }: ProbeReport): string {
  const needed = checklist.filter(({ state }) => state !== 'not-needed');
  const right = needed.filter(({ state }) => state === 'ok');
  return `${right.length} of ${needed.length}`;
}

/** Such as `OPTIONS · 204 · 18 ms`. */
export function exchangeWords({ method, status, timing, hop }: ReportExchange): string {
  const parts = [method, status === null ? 'no answer' : String(status), milliseconds(timing.total)];
  if (hop > 0) parts.push(`redirect ${hop}`);
  return parts.join(' · ');
}

/** A duration as people read it. */
export function milliseconds(duration: number): string {
  return duration > 0 && duration < 1 ? '< 1 ms' : `${Math.round(duration)} ms`;
}

/** What else was sent to find out which part is refused; null when nothing was. */
export function blameWords({ blame }: ProbeReport): string | null {
  if (blame === null) return null;
  const preflights =
    blame.preflights === 1 ? 'one smaller preflight' : `${blame.preflights} smaller preflights`;
  return `Preflight sent ${preflights} to find out what is refused.`;
}

/** A value as far as anyone reads it. Characters beyond that are counted; exports have all of them. */
export function shortened(value: string): string {
  const longest = 2000;
  return value.length <= longest
    ? value
    : `${value.slice(0, longest)}… and ${value.length - longest} characters more`;
}
