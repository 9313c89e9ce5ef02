import { get } from '../cors/headerList.ts';
import { engines, preflightLifetime } from '../engines/index.ts';
import type { Engine } from '../engines/types.ts';
import type { ProbeResult } from '../probe/types.ts';
import { browserNames } from './browserNames.ts';
import type { PreflightLifetime } from './types.ts';

/** How long each browser remembers that the preflight passed; empty when none did. */
export function preflightCacheOf({ sent, verdict }: ProbeResult): readonly PreflightLifetime[] {
  const preflight = sent.findLast(({ send }) => send.preflight);
  const response = preflight?.answer.response ?? null;
  if (response === null || verdict.cause?.step === 'preflight') return [];
  const asked = get(response.headers, 'access-control-max-age');
  return engines.map((engine) => {
    const seconds = preflightLifetime(engine, response.headers);
    const wanted = asked !== null && /^[0-9]+$/.test(asked) ? Number(asked) : null;
    const capped = wanted !== null && wanted > seconds;
    return { engine, seconds, capped, text: textOf(engine, seconds, asked, capped) };
  });
}

function textOf(engine: Engine, seconds: number, asked: string | null, capped: boolean): string {
  const name = browserNames[engine];
  if (capped)
    return `${name} asks again after ${duration(seconds)}, the most that it grants (asked for ${asked}).`;
  if (asked === null)
    return `${name} asks again after ${duration(seconds)}: the answer has no Access-Control-Max-Age.`;
  if (!/^-?[0-9]+$/.test(asked)) {
    const then = seconds === 0 ? 'before every request' : `after ${duration(seconds)}`;
    return `${name} asks again ${then}: Access-Control-Max-Age “${asked}” is no number of seconds.`;
  }
  return seconds === 0
    ? `${name} asks before every request.`
    : `${name} asks again after ${duration(seconds)}.`;
}

/** Seconds as people say them: 5 s, 10 min, 2 h. */
export function duration(seconds: number): string {
  if (seconds >= 3600 && seconds % 3600 === 0) return `${seconds / 3600} h`;
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60} min`;
  return `${seconds} s`;
}
