import { requestFrom } from '../../policy/grant.ts';
import { callersOf } from '../../policy/caller.ts';
import type { Range } from '../../policy/range.ts';
import { respond } from '../../policy/respond.ts';
import type { AnsweredHeader, Policy, PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import type { StackReading } from '../../stacks/registry.ts';

/** The preflight for a method, with a header that needs one as well. */
export function preflightOf(origin: string, method = 'PUT'): PolicyRequest {
  const headers = [
    ['Access-Control-Request-Method', method],
    ['Access-Control-Request-Headers', 'content-type'],
  ] as const;
  return requestFrom(origin, { method: 'OPTIONS', headers });
}

/** What each of the callers gets for a GET and for the preflight of a PUT. */
export function plainAnswers(policy: Policy): readonly PolicyResponse[] {
  return callersOf(policy).flatMap((caller) =>
    [requestFrom(caller.origin), preflightOf(caller.origin)].map((request) => respond(caller, request)),
  );
}

/** Where the text spells out the value of a line; null where it is put together. */
export function valueRange(text: string, { range, value }: AnsweredHeader): Range | null {
  if (!range) return null;
  const source = text.slice(range.start, range.end);
  const at = source.lastIndexOf(value);
  if (value === '' || at < 0 || source.indexOf(value) !== at) return null;
  return { start: range.start + at, end: range.start + at + value.length };
}

/** Where the text spells out the name of a line; null where it is put together or stands in another file. */
export function nameRange(text: string, { stack }: StackReading, line: AnsweredHeader): Range | null {
  const { range, name } = line;
  if (!range) return null;
  // A directive's range holds its name; a program's is the value, and the name comes before it, in quotes.
  const isProgram = stack === 'express' || stack === 'fastapi';
  const at = isProgram
    ? text.lastIndexOf(name, range.start)
    : text.slice(0, range.end).indexOf(name, range.start);
  const end = at + name.length;
  const isQuoted = /['"`]/.test(text[at - 1] ?? '') && text[at - 1] === text[end];
  return at < 0 || (isProgram && !isQuoted) ? null : { start: at, end };
}
