import { corsCheck } from '../../cors/corsCheck.ts';
import type { Range, TextEdit } from '../../policy/range.ts';
import { requestFrom } from '../../policy/grant.ts';
import { isBrowserOrigin } from '../../policy/originLiteral.ts';
import { headerList } from '../../policy/respond.ts';
import { tryCall } from '../../policy/tryCall.ts';
import type { Policy, PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import type { Cause } from '../../cors/types.ts';
import type { ExpressReading, Route } from '../../stacks/express/read.ts';
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

type Respond = (request: PolicyRequest) => PolicyResponse;

/** An origin that the file means to allow: one that it names, or any site where it lets in any. */
export function allowedOrigin(policies: readonly Policy[], answer: Respond, method: string): string | null {
  const named = policies.flatMap(({ facts }) =>
    facts.origins.flatMap((matcher) => (matcher.kind === 'literal' ? [matcher.value] : [])),
  );
  const candidates = [...named.filter((origin) => origin !== 'null'), 'https://app.example.com'];
  return candidates.find((origin) => isBrowserOrigin(origin) && isReadable(answer, origin, method)) ?? null;
}

/** The answer itself may be read by a page from `origin`, whatever becomes of its preflight. */
export function isReadable(answer: Respond, origin: string, method: string): boolean {
  const response = answer(requestFrom(origin, { method }));
  const unknown = response.unknown.some(({ about }) =>
    /^access-control-allow-(?:origin|credentials)$/i.test(about),
  );
  return !unknown && corsCheck(headerList(response), origin, false) === null;
}

/** Why the preflight of a call fails whose answer could be read; null when it does not, or when that is not known. */
export function preflightFailure(answer: Respond, origin: string, method: string): Cause | null {
  const { verdict, unknown } = tryCall(answer, { origin, method });
  return !unknown && verdict.cause?.step === 'preflight' ? verdict.cause : null;
}

/** As `preflightFailure` for routes, worked out once for all that are of a kin: a big API has hundreds, of a few kinds. */
export function preflightFailures(): (route: Route, origin: string) => Cause | null {
  const known = new Map<string, Cause | null>();
  return ({ kin, method, answer }, origin) => {
    const key = `${origin} ${kin}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const cause = preflightFailure(answer, origin, method);
    known.set(key, cause);
    return cause;
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
  const escaped = name.replaceAll('$', '\\$');
  return new RegExp(`\\b(?:const|let|var|function|import)\\b[^;]*?(?<![\\w$.])${escaped}(?![\\w$])`).test(
    text,
  );
}

/** Whole lines of a statement, with the newline; null when other code stands on them. */
export function linesOf(text: string, { start, end }: Range): Range | null {
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^;?[ \t]*(?:\n|$)/.exec(text.slice(end));
  if (text.slice(lineStart, start).trim() !== '' || !rest) return null;
  return { start: lineStart, end: end + rest[0].length };
}
