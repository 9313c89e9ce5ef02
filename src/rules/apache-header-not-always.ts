import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, leftOut, opOf, readers, withAlways } from './lib/apache.ts';
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
      missing: 'A {status} from here reaches the page as a CORS error: Header set leaves out error answers.',
      down: 'When the application is down, the page sees a CORS error: Header set leaves out error answers.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const found = lostOnError(policy);
      if (!found?.line.range || opOf(policy, found.line)?.action !== 'set') continue;
      context.report({
        range: found.line.range,
        messageId: policy.place.proxied ? 'down' : 'missing',
        data: { status: String(found.status) },
        fixes: withAlways(context, policy),
      });
    }
  },
};

interface Lost {
  readonly line: LostHeader;
  readonly status: number;
}

/** The line that lets a page read a success, and that an error answer lacks. */
function lostOnError(policy: ApachePolicy): Lost | null {
  const attempts = policy.place.proxied
    ? [{ status: 502, handler: { does: 'throw' } as const }]
    : statusesOf(policy).map((status) => ({
        status,
        handler: { does: 'answer', status, madeBy: 'server' } as const,
      }));
  for (const origin of readers(policy)) {
    for (const { status, handler } of attempts) {
      const response = certain(policy, requestFrom(origin, { handler, cookies: true }));
      const line =
        response &&
        (leftOut(response, 'Access-Control-Allow-Origin') ??
          leftOut(response, 'Access-Control-Allow-Credentials'));
      if (line) return { line, status };
    }
  }
  return null;
}

/** Where a program answers for missing files, the 404 is its own and counts as a success. */
function statusesOf({ place }: ApachePolicy): readonly number[] {
  const byProgram = place.scopes.some(
    ({ hasFallback, rewriting }) =>
      hasFallback || rewriting.rules.some((rule) => rule.toOtherPath && rule.status === null && !rule.proxy),
  );
  return byProgram ? [403] : [404, 403];
}
