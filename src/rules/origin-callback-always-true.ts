import { grant } from '../policy/grant.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { decidingLook } from './indexof-truthiness.ts';
import { refusedEntry } from './lib/refusedEntry.ts';
import type { Rule } from './types.ts';

export const originCallbackAlwaysTrue: Rule = {
  meta: {
    id: 'origin-callback-always-true',
    title: 'The origin is looked at, and let in whatever it is',
    class: 'exposed',
    stacks: ['express'],
    since: '0.1.0',
    fix: null,
    messages: { open: '{origin} can read this{reach}: the check lets every origin in.' },
  },
  check(context) {
    for (const policy of expressOf(context)?.policies ?? []) {
      // Where an origin of the list is refused, it does matter who asks.
      if (refusedEntry(policy) !== null || decidingLook(policy, context.text) !== null) continue;
      const { allowOrigin } = grant(policy, 'https://evil.test');
      // An echo that stands where no option does is the end of a check; `reflect` says that there was none.
      const matcher = policy.facts.origins.find(
        ({ kind, range }) => kind === 'predicate' && range.start === allowOrigin?.range?.start,
      );
      if (!matcher || isOption(context.text, matcher.range.start)) continue;
      const found = context.witness(policy, matcher);
      if (found?.how !== 'any') continue;
      const { withCredentials } = grant(policy, found.origin);
      context.report({
        range: firstLine(context.text, matcher.range),
        messageId: 'open',
        data: { origin: found.origin, reach: withCredentials ? ' with cookies' : '' },
        witness: { origin: found.origin },
        ...(withCredentials ? {} : { class: 'hygiene' }),
      });
    }
  },
};

/** `origin: new Set(…)` is another mistake. */
function isOption(text: string, start: number): boolean {
  return /\borigin['"]?\s*:\s*$/.test(text.slice(Math.max(0, start - 40), start));
}
