import { requestFrom } from '../policy/grant.ts';
import { isUnknown, respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import type { Range } from '../policy/range.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

const stranger = 'https://evil.test';

/** The cors package hands the error to `next`, and Express answers 500 (cors 2.8, lib/index.js). */
export const corsDenyWithError: Rule = {
  meta: {
    id: 'cors-deny-with-error',
    title: 'Whoever is not allowed gets a 500, because the cors package is handed an error',
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
      const others = denial(policy, stranger);
      const absent = denial(policy, null);
      const fixes = (range: Range): readonly Fix[] => withoutError(text, range);
      if (absent?.isCertain) {
        const { range } = absent;
        context.report({ range: firstLine(text, range), messageId: 'absent', fixes: fixes(range) });
      }
      if (!others || (absent?.isCertain && absent.range.start === others.range.start)) continue;
      const data = { origin: stranger };
      const range = firstLine(text, others.range);
      context.report({ range, messageId: 'others', data, class: 'fragile', fixes: fixes(others.range) });
    }
  },
};

/** The error that a request from `origin` is answered with. */
function denial(policy: Policy, origin: string | null): { range: Range; isCertain: boolean } | null {
  const response = respond(policy, requestFrom(origin));
  if (response.failure?.by !== 'denial') return null;
  return { range: response.failure.range, isCertain: !isUnknown(response, 'status') };
}

/** An empty list allows nobody, and the package says `Vary: Origin` for it; `false` would make it say nothing. */
function withoutError(text: string, range: Range): readonly Fix[] {
  const isLast = /^\s*\)/.test(text.slice(range.end));
  const isOnly = /\(\s*$/.test(text.slice(0, range.start));
  if (!isLast || !isOnly) return [];
  const edits = [{ ...range, text: 'null, []' }];
  return [{ title: 'Allow nobody instead of failing', safety: 'unsafe', edits }];
}
