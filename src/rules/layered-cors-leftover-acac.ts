import { grant, requestFrom } from '../policy/grant.ts';
import { respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { callersOf, moveTo, type Caller } from '../policy/caller.ts';
import type { Rule } from './types.ts';

/** The cors package sets headers and takes none away (2.8.6, `applyHeaders`). */
export const layeredCorsLeftoverAcac: Rule = {
  meta: {
    id: 'layered-cors-leftover-acac',
    title: 'A second layer answers *, and the first one has already allowed cookies',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: {
      left: '{origin} is blocked here with cookies: this answers *, and what stands before has allowed cookies.',
    },
  },
  check(context) {
    const policies = expressOf(context)?.policies ?? [];
    for (const policy of policies) {
      const caller = leftoverFor(policy, policies);
      if (caller === null) continue;
      context.report({
        range: firstLine(context.text, policy.range),
        messageId: 'left',
        data: { origin: caller.name },
      });
    }
  },
};

/** A page that reads with cookies elsewhere, by the line that goes wrong together with the `*` of this place; null for none. */
export function leftoverFor(policy: Policy, policies: readonly Policy[]): Caller | null {
  const { allowOrigin, allowCredentials, unknown } = grant(policy, 'https://evil.test');
  if (unknown || allowOrigin?.value !== '*' || allowCredentials?.value !== 'true') return null;
  for (const other of policies) {
    if (other === policy) continue;
    for (const caller of callersOf(other)) {
      const given = grant(caller, caller.origin);
      const isSame = given.allowCredentials?.range?.start === allowCredentials.range?.start;
      if (!given.unknown && given.withCredentials && isSame && isReplaced(policy, caller)) return caller;
    }
  }
  return null;
}

/** Two layers may share a text without standing behind each other. */
function isReplaced(policy: Policy, caller: Caller): boolean {
  return respond(moveTo(policy, caller), requestFrom(caller.origin)).lost.some(
    ({ name, how }) => how === 'overwritten' && /^access-control-allow-origin$/i.test(name),
  );
}
