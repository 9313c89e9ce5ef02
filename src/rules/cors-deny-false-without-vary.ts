import { callersOf, isReadable } from '../policy/caller.ts';
import { requestFrom } from '../policy/grant.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { Range } from '../policy/range.ts';
import type { Policy } from '../policy/types.ts';
import { expressOf } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

/** For a falsy origin the cors package calls `next()` and does nothing else (cors 2.8, lib/index.js). */
export const corsDenyFalseWithoutVary: Rule = {
  meta: {
    id: 'cors-deny-false-without-vary',
    title: 'The cors package is told no by false, and then does not say that the answer differs by Origin',
    class: 'fragile',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    mayFollow: true,
    messages: {
      cached: 'A cache can give {origin} the answer to another site: after a no, cors adds no Vary: Origin.',
    },
  },
  check(context) {
    for (const policy of expressOf(context)?.policies ?? []) {
      const origin = allowed(policy);
      if (origin === null) continue;
      const response = respond(policy, requestFrom('https://evil.test'));
      const range = response.steppedBackAt;
      // A no that is worked out on the spot, as by `includes`, comes to the same; it is how everybody writes it.
      if (!range || context.text.slice(range.start, range.end) !== 'false' || saysVary(response)) continue;
      context.report({ range, messageId: 'cached', data: { origin }, fixes: withVary(range) });
    }
  },
};

/** Who is allowed; null where none is for certain, so that all answers are alike. */
function allowed(policy: Policy): string | null {
  return callersOf(policy).find((caller) => isReadable(caller, 'GET'))?.name ?? null;
}

/** Something behind the package may say it. */
function saysVary(response: ReturnType<typeof respond>): boolean {
  const lines = linesOf(response, 'Vary');
  return !isUnknown(response, 'Vary') && lines.some(({ value }) => /\borigin\b|\*/i.test(value));
}

/** The package takes a list for an answer, compares, and says Vary; an empty one allows nobody. */
function withVary(range: Range): readonly Fix[] {
  const edits = [{ ...range, text: '[]' }];
  return [{ title: 'Answer with an empty list', safety: 'unsafe', edits }];
}
