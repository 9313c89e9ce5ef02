import { respond } from '../policy/respond.ts';
import type { AuthNode, MethodFilter } from '../stacks/apache/model.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { onOneLine } from '../stacks/apache/scan.ts';
import { apacheReading, isOpen, preflightOf, readers } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

/** `<LimitExcept>` speaks of every method that it does not name, OPTIONS among them. */
export const apacheLimitexceptBlocksOptions: Rule = {
  meta: {
    id: 'apache-limitexcept-blocks-options',
    title: 'All methods but a few are refused, and OPTIONS is not among the few',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      refused: 'Every preflight is blocked: OPTIONS is answered 403, as this does not leave it out.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const filter = blockingFilter(policy);
      if (!filter) continue;
      context.report({
        range: onOneLine(context.text, filter.section.range),
        messageId: 'refused',
        fixes: leaveOut(filter),
      });
    }
  },
};

/** The section that refuses OPTIONS where a plain request is let through. */
function blockingFilter(policy: ApachePolicy): MethodFilter | null {
  const deciding = policy.place.scopes.findLast((scope) => scope.auth.length > 0);
  const filter = deciding?.auth.map(denyingFilter).find((found) => found !== null) ?? null;
  if (!filter) return null;
  const refused = readers(policy).some((origin) => {
    const preflight = respond(policy, preflightOf(origin));
    return preflight.status === 403 && !isOpen(preflight);
  });
  return refused ? filter : null;
}

function denyingFilter(node: AuthNode): MethodFilter | null {
  if (node.kind !== 'require' || node.directive.words.map((word) => word.text).join(' ') !== 'all denied')
    return null;
  return node.filters.find((filter) => filter.except && !filter.methods.includes('OPTIONS')) ?? null;
}

function leaveOut({ section }: MethodFilter): readonly Fix[] {
  const at = section.words.at(-1)?.outer.end;
  if (at === undefined) return [];
  return [
    { title: 'Let OPTIONS through', safety: 'unsafe', edits: [{ start: at, end: at, text: ' OPTIONS' }] },
  ];
}
