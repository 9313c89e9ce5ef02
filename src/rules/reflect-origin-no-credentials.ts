import { grant } from '../policy/grant.ts';
import type { Rule } from './types.ts';

const stranger = 'https://evil.test';

/** Reported only where `*` can be written in its place: elsewhere the echo may be there for a reason. */
export const reflectOriginNoCredentials: Rule = {
  meta: {
    id: 'reflect-origin-no-credentials',
    title: 'Every Origin is answered with itself, where * says the same',
    class: 'hygiene',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      same: 'Every site can read this, as with *, but caches must keep an answer for each Origin.',
    },
  },
  check({ reading, report, witness }) {
    for (const policy of reading.policies) {
      const { unknown, readable, withCredentials, allowOrigin } = grant(policy, stranger);
      if (unknown || !readable || withCredentials || allowOrigin?.value !== stranger) continue;
      const matcher = policy.facts.origins.find(
        (one) => one.kind === 'reflect' || (one.kind === 'pattern' && witness(policy, one)?.how === 'any'),
      );
      const edits = matcher && policy.edits.allowAny();
      if (!edits) continue;
      const fixes = [{ title: 'Answer with *', safety: 'safe' as const, edits }];
      report({ range: matcher.range, messageId: 'same', fixes });
    }
  },
};
