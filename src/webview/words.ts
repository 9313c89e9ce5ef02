import type { Engine } from '../engines/types.ts';
import type { ProbeReport, ReportExchange, ReportStep } from '../report/types.ts';

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
      return { text: '✓ Readable', tone: 'good' };
    case 'blocked':
      return { text: `✗ Blocked ${whereOf(report)}`, tone: 'bad' };
    case 'not-cors':
      return { text: '✗ Not a CORS problem', tone: 'bad' };
    case 'stopped':
      return { text: report.stopped === 'unconfirmed' ? '– Not sent' : '– Cancelled', tone: 'plain' };
  }
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

export const browserNames: Readonly<Record<Engine, string>> = {
  chromium: 'Chromium',
  firefox: 'Firefox',
  webkit: 'Safari',
};

/** A sentence when browsers do not make the same of it; null when they do. */
export function disagreement({ browsers }: ProbeReport): string | null {
  const outcomes = new Set(browsers.map(({ outcome }) => outcome));
  if (outcomes.size < 2) return null;
  const each = browsers.map(({ engine, outcome }) => `${browserNames[engine]}: ${outcome}`);
  return `Browsers disagree: ${each.join(', ')}.`;
}

export const stepMarks: Readonly<Record<ReportStep['state'], string>> = {
  ok: '✓',
  failed: '✗',
  'not-needed': '–',
  'not-sent': '–',
};

/** Such as `OPTIONS · 204 · 18 ms`. */
export function exchangeWords({ method, status, timing, hop }: ReportExchange): string {
  const parts = [method, status === null ? 'no answer' : String(status), `${Math.round(timing.total)} ms`];
  if (hop > 0) parts.push(`redirect ${hop}`);
  return parts.join(' · ');
}

export interface NeedPart {
  readonly text: string;
  /** Not in what the server sends now. */
  readonly added: boolean;
}

/** A wanted header value in parts: list elements that are there already, and those that have to be added. */
export function needParts(have: string | null, need: string): readonly NeedPart[] {
  const there = new Set((have ?? '').split(',').map((element) => element.trim().toLowerCase()));
  return need
    .split(/(, )/)
    .filter((text) => text !== '')
    .map((text) => ({ text, added: text !== ', ' && !there.has(text.toLowerCase()) }));
}

/** What else was sent to find out which part is refused; null when nothing was. */
export function blameWords({ blame }: ProbeReport): string | null {
  if (blame === null) return null;
  const preflights =
    blame.preflights === 1 ? 'one smaller preflight' : `${blame.preflights} smaller preflights`;
  return `Preflight sent ${preflights} to find out what is refused.`;
}
