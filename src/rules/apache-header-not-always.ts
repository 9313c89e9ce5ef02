import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, leftOut, opOf, ownRequest, readers, withAlways } from './lib/apache.ts';
import type { LostHeader } from '../policy/types.ts';
import { requestFrom } from '../policy/grant.ts';
import type { Rule } from './types.ts';

/** mod_headers: `Header set` speaks of successes; errors that Apache makes carry only what `Header always set` says. */
export const apacheHeaderNotAlways: Rule = {
  meta: {
    id: 'apache-header-not-always',
    title: 'Header set without always leaves the CORS headers off error answers',
    class: 'fragile',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      missing: 'A 404 from here reaches the page as a CORS error: Header set leaves out error answers.',
      down: 'When the application is down, the page sees a CORS error: Header set leaves out error answers.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const found = lostOnError(policy);
      if (!found?.range || opOf(policy, found)?.action !== 'set') continue;
      context.report({
        range: found.range,
        messageId: policy.place.proxied ? 'down' : 'missing',
        fixes: withAlways(context, policy),
      });
    }
  },
};

/** The line that lets a page read a success, and that an error answer lacks. */
function lostOnError(policy: ApachePolicy): LostHeader | null {
  for (const origin of readers(policy)) {
    const failing = policy.place.proxied
      ? requestFrom(origin, { handler: { does: 'throw' }, cookies: true })
      : ownRequest(origin, 404, { cookies: true });
    const response = certain(policy, failing);
    const lost =
      response &&
      (leftOut(response, 'Access-Control-Allow-Origin') ??
        leftOut(response, 'Access-Control-Allow-Credentials'));
    if (lost) return lost;
  }
  return null;
}
