import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import { requestFrom } from '../policy/grant.ts';
import { callersOf, unnamed } from '../policy/caller.ts';
import type { Range } from '../policy/range.ts';
import type { AnsweredHeader, Policy, PolicyResponse } from '../policy/types.ts';
import type { Fix, Rule, RuleContext } from './types.ts';
import { overwrittenVary } from './vary-clobbered.ts';

/** Fetch standard, "CORS protocol and HTTP caches". */
export const varyOriginMissing: Rule = {
  meta: {
    id: 'vary-origin-missing',
    title: 'The answer differs by Origin and does not say so to caches',
    class: 'fragile',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    mayFollow: true,
    messages: {
      cached: "A cache can give {origin} another site's answer: it differs by Origin without Vary: Origin.",
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      if (isByPackage(context, policy)) continue;
      const found = unmarked(policy);
      if (found?.line.range && !isOnlyWritten(context, found.line.range)) {
        context.report({
          range: found.line.range,
          messageId: 'cached',
          data: { origin: found.origin },
          fixes: marked(policy),
        });
      }
    }
  },
};

/** The cors package says Vary wherever it answers; where it is told to step back, nothing in the file can say it. */
function isByPackage({ reading }: RuleContext, policy: Policy): boolean {
  if (reading.stack !== 'express') return false;
  return reading.corsCalls.some(
    ({ range }) => range.start <= policy.range.start && range.end >= policy.range.end,
  );
}

/** A site that is let in by a line that others do not get, where some answer lacks `Vary: Origin`. */
function unmarked(policy: Policy): { readonly line: AnsweredHeader; readonly origin: string } | null {
  const others = respond(policy, requestFrom(null));
  for (const caller of callersOf(policy)) {
    const own = respond(caller, requestFrom(caller.origin));
    // Where it was said and then replaced, the line that replaces it is the cause, and has a rule of its own.
    if (isOpen(own) || overwrittenVary(own).some(namesOrigin)) return null;
    const repeated =
      caller.name === unnamed && isRepeated(policy) ? own.headers.find(isAllowOrigin) : undefined;
    if (repeated && !saysVary(own) && !isNeverMixedUp(own)) return { line: repeated, origin: caller.name };
    if (isOpen(others)) return null;
    const line = linesOf(own, 'Access-Control-Allow-Origin')[0];
    if (!line || line.value === linesOf(others, 'Access-Control-Allow-Origin')[0]?.value) continue;
    if ([own, others].every(isNeverMixedUp)) continue;
    // No cache keeps what failed (RFC 9111, 4.2.2).
    if (!saysVary(own) || !(saysVary(others) || others.failure?.by === 'exception'))
      return { line, origin: caller.name };
  }
  return null;
}

/** The origin that comes is sent back, so that no other one gets the same. */
function isRepeated({ facts }: Policy): boolean {
  return (
    facts.origins.length > 0 && facts.origins.every(({ kind }) => kind === 'reflect' || kind === 'predicate')
  );
}

function isAllowOrigin({ name }: AnsweredHeader): boolean {
  return name.toLowerCase() === 'access-control-allow-origin';
}

/** Stands in handlers of routes that take other methods than GET and HEAD, whose answers no cache keeps (RFC 9110, 9.3). */
function isOnlyWritten({ reading }: RuleContext, line: Range): boolean {
  if (reading.stack !== 'express') return false;
  const layers = reading.apps
    .flatMap((app) => app.layers)
    .filter(({ handlers }) =>
      handlers.some(
        ({ range, value }) =>
          isWithin(line, range) || (value.type === 'function' && isWithin(line, value.node.range)),
      ),
    );
  return layers.length > 0 && layers.every(({ method }) => method !== null && !/^(?:GET|HEAD)$/.test(method));
}

function isWithin(inner: Range, outer: Range): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

/**
 * No cache keeps it, or asks again each time, and then the answer that nothing has changed brings the line of who asks (RFC 9111, 4.3.4).
 * `private` speaks to caches that users share: a browser keeps it all the same.
 */
function isNeverMixedUp(response: PolicyResponse): boolean {
  const directives = linesOf(response, 'Cache-Control').flatMap(({ value }) =>
    value.replace(/"(?:\\.|[^"\\])*"/g, '""').split(','),
  );
  const has = (name: string): boolean => directives.some((one) => one.trim().toLowerCase() === name);
  return has('no-store') || has('no-cache');
}

function isOpen(response: PolicyResponse): boolean {
  return isUnknown(response, 'access-control-allow-origin') || isUnknown(response, 'vary');
}

function saysVary(response: PolicyResponse): boolean {
  return linesOf(response, 'Vary').some(namesOrigin);
}

function namesOrigin({ value }: AnsweredHeader): boolean {
  return /(?:^|[\s,])(?:origin|\*)(?:[\s,]|$)/i.test(value);
}

function marked(policy: Policy): readonly Fix[] {
  const edits = policy.edits.varyByOrigin?.() ?? null;
  return edits ? [{ title: 'Add Vary: Origin', safety: 'safe', edits }] : [];
}
