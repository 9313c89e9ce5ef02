import { allowedCaller, type Caller } from '../policy/caller.ts';
import { expressOf, firstLine, moveBefore, preflightFailure } from './lib/expressApp.ts';
import { preflightOf } from './lib/headerLines.ts';
import { layerOf } from './lib/order.ts';
import { isAnsweredInFront } from './no-preflight-answer.ts';
import type { Range } from '../policy/range.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

export const corsAfterAuth: Rule = {
  meta: {
    id: 'cors-after-auth',
    title: 'A check in front of the CORS headers answers the preflight, which never carries a login',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      refused:
        'PUT and DELETE from {origin} are blocked: a check in front of this answers their preflight with {status}.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      // What stands in front of a router is not known.
      if (!reading || !policy.label.startsWith('the app') || !isAnsweredInFront(reading, policy)) continue;
      const caller = allowedCaller([policy], policy, 'PUT');
      const cause = caller && preflightFailure(caller, 'PUT');
      const inFront = policy.facts.preflightAnsweredBy.range;
      if (!caller || !cause || !inFront || isCors(caller)) continue;
      const status = String(cause.status ?? 200);
      context.report({
        range: firstLine(context.text, policy.range),
        messageId: 'refused',
        data: { origin: caller.name, status },
        related: [
          { range: firstLine(context.text, inFront), message: `This answers the preflight with ${status}.` },
        ],
        fixes: moveToFront(context, reading, policy.range, inFront),
      });
    }
  },
};

/** What answers a preflight with headers of CORS is another policy and no check. */
function isCors({ answer, origin }: Caller): boolean {
  return answer(preflightOf(origin)).headers.some(({ name }) => /^access-control-/i.test(name));
}

/** Puts the layer of `inner` before the layer of `other`. */
export function moveToFront(
  context: RuleContext,
  reading: ExpressReading,
  inner: Range,
  other: Range,
): readonly Fix[] {
  const moved = layerOf(reading, inner)?.range;
  const target = layerOf(reading, other)?.range;
  const edits = moved && target && moveBefore(context.text, moved, target);
  return edits ? [{ title: 'Move it to the front', safety: 'unsafe', edits }] : [];
}
