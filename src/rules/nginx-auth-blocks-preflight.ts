import { effective, sentName } from '../stacks/nginx/headers.ts';
import type { Level } from '../stacks/nginx/model.ts';
import type { Directive } from '../stacks/nginx/scan.ts';
import { answerOptions, firstAnswer, isOpen, nginxReading, preflightFrom } from './lib/nginx.ts';
import type { Fix, Rule } from './types.ts';

/** Fetch standard, "CORS-preflight fetch": a preflight carries neither cookies nor an Authorization header. */
export const nginxAuthBlocksPreflight: Rule = {
  meta: {
    id: 'nginx-auth-blocks-preflight',
    title: 'A password is asked of preflights, and browsers never send one with them',
    class: 'broken',
    stacks: ['nginx'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      refused: 'Every preflight gets 401 here: browsers send no password with it, and auth_basic wants one.',
    },
  },
  check(context) {
    for (const policy of nginxReading(context)?.policies ?? []) {
      const asks = asking(policy.level);
      if (!asks || !expectsPreflights(policy.level)) continue;
      const isRefused = firstAnswer(
        policy,
        (origin) => [preflightFrom(origin, 'authorization')],
        (response) => (response.status === 401 && !isOpen(response, ['status']) ? true : null),
      );
      if (!isRefused) continue;
      context.report({
        range: asks.shown,
        messageId: 'refused',
        fixes: fixesFor(context.text, policy.level),
      });
    }
  },
};

function asking(level: Level): Directive | null {
  for (let at: Level | null = level; at; at = at.parent) {
    if (at.authBasic) return at.authBasic;
  }
  return null;
}

/** Only who answers preflights names methods and headers. */
function expectsPreflights(level: Level): boolean {
  return effective(level).headers.some((header) =>
    /^access-control-allow-(?:methods|headers)$/i.test(sentName(header)),
  );
}

function fixesFor(text: string, level: Level): readonly Fix[] {
  const edits = answerOptions(text, level);
  return edits.length > 0 ? [{ title: 'Answer preflights before auth_basic', safety: 'unsafe', edits }] : [];
}
