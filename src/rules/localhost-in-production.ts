import { grant } from '../policy/grant.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import type { Policy } from '../policy/types.ts';
import { isPublicName } from '../policy/registrableDomain.ts';
import type { Rule } from './types.ts';

/** Hosts that are the user's own machine, whoever the user is (Secure Contexts, "potentially trustworthy origin"). */
const loopback = /^(?:localhost|127(?:\.\d+){3}|\[::1\])$/;

export const localhostInProduction: Rule = {
  meta: {
    id: 'localhost-in-production',
    title: 'The machine of each user may read with cookies, beside the sites of production',
    class: 'hygiene',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    messages: {
      open: "Any program on a user's machine that serves {origin} can read this with cookies, in production too.",
    },
  },
  check({ reading, report }) {
    for (const policy of reading.policies) {
      if (!policy.facts.origins.some((matcher) => hostOf(policy, matcher, isPublicName))) continue;
      for (const matcher of policy.facts.origins) {
        const origin = hostOf(policy, matcher, (host) => loopback.test(host));
        if (origin !== null) report({ range: matcher.range, messageId: 'open', data: { origin } });
      }
    }
  },
};

/** The origin of a matcher that names it in full, whose host is of a kind, and whose pages read with cookies for certain. */
function hostOf(
  policy: Policy,
  matcher: Policy['facts']['origins'][number],
  isKind: (host: string) => boolean,
): string | null {
  if (matcher.kind !== 'literal' || matcher.value === 'null' || !isBrowserOrigin(matcher.value)) return null;
  if (!isKind(new URL(matcher.value).hostname)) return null;
  const { unknown, withCredentials } = grant(policy, matcher.value);
  return !unknown && withCredentials ? matcher.value : null;
}
