import { requestFrom } from '../policy/grant.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { callersOf, someCaller } from '../policy/caller.ts';
import type { Fix, Range, Report, Rule } from './types.ts';

/** Node throws ERR_HTTP_INVALID_HEADER_VALUE; Express's own methods turn the value into a text first. */
export const setheaderUndefinedOrigin: Rule = {
  meta: {
    id: 'setheader-undefined-origin',
    title: 'A CORS header is set to undefined for some requests',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      all: 'Every call from {origin} fails: {name} is set to undefined here, and Node throws.',
      absent: 'Every request without an Origin header fails: this value is undefined then, and Node throws.',
      others: 'Every request from another site fails: this value is undefined then, and Node throws.',
      text: "The header says 'undefined' to requests that this does not allow: set it only where there is a value.",
    },
  },
  check(context) {
    for (const policy of expressOf(context)?.policies ?? []) {
      const found = thrown(policy) ?? written(policy);
      if (!found) continue;
      context.report({
        ...found,
        range: firstLine(context.text, found.range),
        fixes: onlyWithValue(context.text, found.range),
      });
    }
  },
};

type Found = Pick<Report, 'messageId' | 'data' | 'class' | 'range'>;

/** A value that Node refuses, where an allowed site is answered. */
function thrown(policy: Policy): Found | null {
  const caller = someCaller(policy);
  for (const [response, messageId] of [
    [respond(caller, requestFrom(caller.origin)), 'all'],
    [respond(policy, requestFrom(null)), 'absent'],
    [respond(policy, requestFrom('https://evil.test')), 'others'],
  ] as const) {
    const refused = response.lost.find(({ how, name }) => how === 'refused' && isCors(name));
    if (refused?.range && response.status === 500 && !isUnknown(response, 'status'))
      return { range: refused.range, messageId, data: { origin: caller.name, name: refused.name } };
  }
  return null;
}

/** A text that says nothing, for sites that are not allowed. */
function written(policy: Policy): Found | null {
  const allowed = callersOf(policy).some((caller) =>
    linesOf(respond(caller, requestFrom(caller.origin)), 'access-control-allow-origin').some(
      ({ value }) => value === caller.origin,
    ),
  );
  const response = respond(policy, requestFrom('https://evil.test'));
  const line = linesOf(response, 'access-control-allow-origin').find(({ value }) => value === 'undefined');
  if (!allowed || !line?.range || isUnknown(response, 'access-control-allow-origin')) return null;
  return { range: line.range, messageId: 'text', class: 'hygiene' };
}

function isCors(name: string): boolean {
  return /^access-control-/i.test(name);
}

/** `if (origin)` in front of the call, where the value is a name or a field. */
function onlyWithValue(text: string, { start, end }: Range): readonly Fix[] {
  const value = text.slice(start, end);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const call = /^(\s*)[\w$.]+\.(?:setHeader|header|set)\(\s*['"][\w-]+['"]\s*,\s*$/.exec(
    text.slice(lineStart, start),
  );
  const isPlain =
    /^[\w$.]+(?:\[['"]\w+['"]\])?$/.test(value) && /^\s*\);?[ \t]*(?:\r?\n|$)/.test(text.slice(end));
  if (!call || !isPlain) return [];
  const at = lineStart + (call[1] ?? '').length;
  const edits = [{ start: at, end: at, text: `if (${value}) ` }];
  return [{ title: 'Set it only where there is a value', safety: 'safe', edits }];
}
