import { allowedCaller } from '../policy/caller.ts';
import { expressOf, firstLine, preflightFailure, routeCalls } from './lib/expressApp.ts';
import { isBefore } from './lib/order.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading, Route } from '../stacks/express/read.ts';
import type { Rule, RuleContext } from './types.ts';

/** Methods that always need a preflight. */
const preflighted = new Set(['PUT', 'PATCH', 'DELETE']);

export const noPreflightAnswer: Rule = {
  meta: {
    id: 'no-preflight-answer',
    title: 'CORS headers are set by hand, and the preflight request goes without them',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    mayFollow: true,
    messages: {
      route:
        '{method} {path} from {origin} is blocked: its preflight (OPTIONS) is answered without CORS headers.',
      app: '{calls} blocked: the preflight (OPTIONS) is answered without CORS headers.',
      status: '{calls} blocked: the preflight (OPTIONS) is answered with {status}.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    if (!reading) return;
    for (const policy of reading.policies) checkApp(context, reading, policy);
    const callOf = routeCalls(reading.policies);
    for (const route of reading.routes) checkRoute(context, reading, route, callOf);
  },
};

function isByHand(reading: ExpressReading, policy: Policy): boolean {
  return !reading.corsCalls.some(({ range }) => range.start === policy.range.start);
}

function checkApp(context: RuleContext, reading: ExpressReading, policy: Policy): void {
  if (policy.label !== 'the app' || !isByHand(reading, policy)) return;
  if (isAnsweredInFront(reading, policy)) return;
  // A server of Node alone tells methods apart by its own comparisons.
  const own = reading.methodTests.map(({ value }) => value).filter((value) => preflighted.has(value));
  for (const method of new Set(['PUT', ...own])) {
    const caller = allowedCaller([policy], policy, method);
    const cause = caller && preflightFailure(caller, method);
    const kind = cause?.kind ?? '';
    if (!caller || !/^(?:missing-allow-origin|preflight-status)$/.test(kind)) continue;
    const calls = own.includes(method)
      ? `${method} from ${caller.name} is`
      : `PUT and DELETE from ${caller.name} are`;
    context.report({
      range: firstLine(context.text, policy.range),
      messageId: kind === 'preflight-status' ? 'status' : 'app',
      data: { calls, status: String(cause?.status) },
    });
    return;
  }
}

/** Then the order is the cause, and another rule says so. */
export function isAnsweredInFront(reading: ExpressReading, policy: Policy): boolean {
  const by = policy.facts.preflightAnsweredBy;
  return by.known && by.value === 'policy' && by.range !== null && isBefore(reading, by.range, policy.range);
}

function checkRoute(
  context: RuleContext,
  reading: ExpressReading,
  route: Route,
  callOf: ReturnType<typeof routeCalls>,
): void {
  const { method, path, layer } = route;
  if (!preflighted.has(method) || !layer.path || hasCors(route)) return;
  const call = callOf(route);
  if (call?.cause?.kind !== 'missing-allow-origin') return;
  if (reading.policies.some((policy) => isAnsweredInFront(reading, policy))) return;
  context.report({
    range: firstLine(context.text, layer.path.range),
    messageId: 'route',
    data: { method, path, origin: call.caller.name },
  });
}

/** True when the cors package stands among the route's handlers. */
export function hasCors({ layer }: Route): boolean {
  return layer.handlers.some(({ value }) => value.type === 'native' && value.handler?.kind === 'cors');
}
