import { escapeRegex } from '../../policy/escapeRegex.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import { tryCall } from '../../policy/tryCall.ts';
import { allowedCaller, type Caller } from '../../policy/caller.ts';
import type { Cause, HeaderLine } from '../../cors/types.ts';
import type { Policy } from '../../policy/types.ts';
import type { ExpressReading, Route } from '../../stacks/express/read.ts';
import type { Argument } from '../../stacks/express/values.ts';
import type { RuleContext } from '../types.ts';

/** The reading, when it is one of Express. */
export function expressOf(context: RuleContext): ExpressReading | null {
  return context.reading.stack === 'express' ? context.reading : null;
}

/** A range without what stands on further lines: findings never span lines. */
export function firstLine(text: string, { start, end }: Range): Range {
  const newline = text.indexOf('\n', start);
  const lineEnd = newline < 0 || newline > end ? end : newline;
  const shown = text.slice(start, lineEnd).trimEnd();
  return { start, end: start + shown.length };
}

/** Why the preflight of a call fails whose answer could be read; null when it does not, or when that is not known. */
export function preflightFailure(
  { answer, origin }: Caller,
  method: string,
  headers: readonly HeaderLine[] = [],
): Cause | null {
  const { verdict, unknown } = tryCall(answer, { origin, method, headers });
  return !unknown && verdict.cause?.step === 'preflight' ? verdict.cause : null;
}

/** A call of a route by a page that may read its answer, and why its preflight fails; null where it does not, or where that is not known. */
export interface RouteCall {
  readonly caller: Caller;
  readonly cause: Cause | null;
}

/** The call of each route; null where nobody may read its answer. Worked out once for all that are of a kin: a big API has hundreds, of a few kinds. */
export function routeCalls(policies: readonly Policy[]): (route: Route) => RouteCall | null {
  const known = new Map<string, RouteCall | null>();
  return (route) => {
    const before = known.get(route.kin);
    if (before !== undefined) return before;
    const caller = allowedCaller(policies, route, route.method);
    const call = caller && { caller, cause: preflightFailure(caller, route.method) };
    known.set(route.kin, call);
    return call;
  };
}

/** Moves a statement to before another one. Null when it uses a name that is only made in between, or shares its lines with other code. */
export function moveBefore(text: string, moved: Range, target: Range): readonly TextEdit[] | null {
  const from = linesOf(text, moved);
  const to = linesOf(text, target);
  if (!from || !to || from.start <= to.start) return null;
  const statement = text.slice(from.start, from.end);
  const before = text.slice(0, to.start);
  const names = new Set(
    statement
      .replace(/(['"`])(?:\\.|(?!\1)[^\\])*\1|[\w$]+\s*:|\.\s*[\w$]+/g, ' ')
      .match(/[A-Za-z_$][\w$]*/g),
  );
  for (const name of names) {
    if (
      !/^(?:true|false|null|undefined|process|new|Set|await|async|function|return)$/.test(name) &&
      !isMade(before, name)
    )
      return null;
  }
  return [
    { start: to.start, end: to.start, text: statement },
    { start: from.start, end: from.end, text: '' },
  ];
}

function isMade(text: string, name: string): boolean {
  return new RegExp(
    `\\b(?:const|let|var|function|import)\\b[^;]*?(?<![\\w$.])${escapeRegex(name)}(?![\\w$])`,
  ).test(text);
}

/** Whole lines of a statement, with the newline; null when other code stands on them. */
export function linesOf(text: string, { start, end }: Range): Range | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^;?[ \t]*(?:\n|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() !== '' || !rest) return null;
  return { start: lineStart, end: end + rest[0].length };
}

/** A call of cors that is made elsewhere in the file and mounted here. */
export function makesPolicy({ value }: Argument, { start }: Range): boolean {
  return value.type === 'native' && value.handler?.kind === 'cors' && value.handler.range.start === start;
}
