import { respond } from '../../policy/respond.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { HeaderLine } from '../../cors/types.ts';
import type { PolicyRequest, PolicyResponse } from '../../policy/types.ts';
import type { TextEdit } from '../../policy/range.ts';
import { effective, isCors, sentName } from '../../stacks/nginx/headers.ts';
import type { AddHeader, Level } from '../../stacks/nginx/model.ts';
import type { NginxPolicy, NginxReading } from '../../stacks/nginx/read.ts';
import { indentAt, indentUnit, insertAbove, newlineOf } from '../../stacks/nginx/text.ts';
import type { RuleContext } from '../types.ts';

/** The nginx reading of a rule's document; null for another stack. */
export function nginxReading(context: RuleContext): NginxReading | null {
  return context.reading.stack === 'nginx' ? context.reading : null;
}

/** The preflight for a request with a method and a header that need one. */
export function preflightFrom(origin: string, header = 'content-type', method = 'PUT'): PolicyRequest {
  const headers: readonly HeaderLine[] = [
    ['Access-Control-Request-Method', method],
    ['Access-Control-Request-Headers', header.toLowerCase()],
  ];
  return requestFrom(origin, { method: 'OPTIONS', headers });
}

/** The first answer for which `accept` gives something, over the origins that a location means to let in. */
export function firstAnswer<T>(
  policy: NginxPolicy,
  requests: (origin: string) => readonly PolicyRequest[],
  accept: (response: PolicyResponse, request: PolicyRequest) => T | null,
): T | null {
  for (const origin of policy.callers) {
    for (const request of requests(origin)) {
      const accepted = accept(respond(policy, request), request);
      if (accepted !== null) return accepted;
    }
  }
  return null;
}

/** Whether a value of Access-Control-Allow-Origin lets a page from `origin` read. */
export function allows(value: string, origin: string | null): boolean {
  return value === '*' || value === origin;
}

/** Whether the source leaves any of `names` open in a response. */
export function isOpen(response: PolicyResponse, names: readonly string[]): boolean {
  return response.unknown.some((part) => names.includes(part.about));
}

export function isSuccess(response: PolicyResponse): boolean {
  return response.status >= 200 && response.status < 300;
}

/** The `add_header` lines for CORS that `level` would have from outside, each sent with every status, as source lines. */
export function corsLinesAround(text: string, level: Level): readonly string[] {
  const own = new Set(level.headers.map((header) => sentName(header).toLowerCase()));
  const outer = level.parent ? effective(level.parent).headers : [];
  return outer
    .filter((header) => isCors(header) && !own.has(sentName(header).toLowerCase()))
    .map((header) => lineOf(text, header));
}

function lineOf(text: string, header: AddHeader): string {
  const { start, end } = header.directive.head;
  return `${text.slice(start, end)}${header.always ? '' : ' always'};`;
}

/** Repeats in `level` the CORS headers that its own list keeps out. */
export function repeatCorsHeaders(text: string, level: Level): readonly TextEdit[] {
  const first = level.headers[0];
  const lines = corsLinesAround(text, level);
  return first && lines.length > 0 ? [insertAbove(text, first.directive.range.start, lines)] : [];
}

/** An `if` in `level` that answers OPTIONS with 204. Without an add_header of its own it takes the headers around it. */
export function answerOptions(text: string, level: Level): readonly TextEdit[] {
  const first = level.directive?.block?.directives[0];
  if (!first) return [];
  const unit = indentUnit(text);
  const newline = newlineOf(text);
  const indent = indentAt(text, first.range.start);
  const lines = ['if ($request_method = OPTIONS) {', `${unit}return 204;`, '}'];
  const { start } = first.range;
  return [{ start, end: start, text: lines.map((line) => `${line}${newline}${indent}`).join('') }];
}
