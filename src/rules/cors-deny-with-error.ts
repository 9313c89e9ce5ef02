import { requestFrom } from '../policy/grant.ts';
import { meantOrigins } from '../policy/meantOrigins.ts';
import { isUnknown, respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import type { Range } from '../policy/range.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

const stranger = 'https://evil.test';

/** What is thrown or handed to `next` makes Express answer 500; the cors package hands on what its callback is given (cors 2.8, lib/index.js). */
export const corsDenyWithError: Rule = {
  meta: {
    id: 'cors-deny-with-error',
    title: 'Whoever is not allowed gets a 500, because an error is made of it',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      others: '{origin} gets a 500 for this error: every site that is not allowed makes the server fail.',
      absent: 'Requests without an Origin, as from curl or the site itself, get a 500 for this error.',
    },
  },
  check(context) {
    const { text } = context;
    for (const policy of expressOf(context)?.policies ?? []) {
      const others = denial(policy, stranger, text);
      const absent = denial(policy, null, text);
      const fixes = (found: Denial): readonly Fix[] =>
        found.byPackage ? withoutError(text, found.range) : [];
      if (absent?.isCertain) {
        const { range } = absent;
        context.report({ range: firstLine(text, range), messageId: 'absent', fixes: fixes(absent) });
      }
      if (!others || (absent?.isCertain && absent.range.start === others.range.start)) continue;
      const data = { origin: stranger };
      const range = firstLine(text, others.range);
      context.report({ range, messageId: 'others', data, class: 'fragile', fixes: fixes(others) });
    }
  },
};

interface Denial {
  readonly range: Range;
  /** It is the cors package that is handed the error. */
  readonly byPackage: boolean;
  readonly isCertain: boolean;
}

/** The error that a request from `origin` is answered with, because of who asks. */
function denial(policy: Policy, origin: string | null, text: string): Denial | null {
  const response = respond(policy, requestFrom(origin));
  const { failure } = response;
  if (!failure) return null;
  const { range } = failure;
  const isCertain = !isUnknown(response, 'status');
  if (failure.by === 'denial') return { range, isCertain, byPackage: true };
  // An error of any other kind is a no only where others do not get it.
  const isMeant =
    failure.by === 'error' || /\bthrow\s+$/.test(text.slice(Math.max(0, range.start - 20), range.start));
  const others = meantOrigins(policy.facts.origins).map((one) => respond(policy, requestFrom(one)));
  return isMeant && isCertain && others.some((one) => !one.failure)
    ? { range, isCertain, byPackage: false }
    : null;
}

/** An empty list allows nobody, and the package says `Vary: Origin` for it; `false` would make it say nothing. */
function withoutError(text: string, range: Range): readonly Fix[] {
  const isLast = /^\s*\)/.test(text.slice(range.end));
  const isOnly = /\(\s*$/.test(text.slice(0, range.start));
  if (!isLast || !isOnly) return [];
  const edits = [{ ...range, text: 'null, []' }];
  return [{ title: 'Allow nobody instead of failing', safety: 'unsafe', edits }];
}
