import { linesOf, respond } from '../policy/respond.ts';
import { lineBreakOf, indentOf } from '../stacks/apache/edits.ts';
import type { AuthNode, Scope } from '../stacks/apache/model.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { onOneLine } from '../stacks/apache/scan.ts';
import { apacheReading, certain, isOpen, namedOrigins, ownRequest, preflightOf } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

type Require = Extract<AuthNode, { kind: 'require' }>;

/** Fetch standard: a preflight never carries a login, so whoever asks for one blocks every request that needs a preflight. */
export const apacheAuthBlocksOptions: Rule = {
  meta: {
    id: 'apache-auth-blocks-options',
    title: 'A login is asked for on OPTIONS too, and a preflight never has one',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      login: 'Every preflight is blocked: OPTIONS is answered 401, and browsers send it without a login.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const deciding = policy.place.scopes.findLast((scope) => scope.auth.length > 0);
      const require = deciding && loginIn(deciding.auth);
      if (!require || !blocksPreflights(policy)) continue;
      context.report({
        range: onOneLine(context.text, require.directive.range),
        messageId: 'login',
        fixes: letOptionsPass(context.text, deciding, require),
      });
    }
  },
};

function loginIn(nodes: readonly AuthNode[]): Require | null {
  for (const node of nodes) {
    if (node.kind !== 'require') {
      const inner = loginIn(node.children);
      if (inner) return inner;
    } else if (/^(?:valid-user|user|group)$/i.test(node.directive.words[0]?.text ?? '')) return node;
  }
  return null;
}

function blocksPreflights(policy: ApachePolicy): boolean {
  return namedOrigins(policy).some((origin) => {
    const preflight = respond(policy, preflightOf(origin));
    const withLogin = certain(policy, ownRequest(origin, 200, { headers: [['Authorization', 'Basic …']] }));
    const [line] = withLogin ? linesOf(withLogin, 'Access-Control-Allow-Origin') : [];
    return preflight.status === 401 && !isOpen(preflight) && (line?.value === '*' || line?.value === origin);
  });
}

/** Several `Require` side by side mean: one of them is enough. */
function letOptionsPass(text: string, scope: Scope, require: Require): readonly Fix[] {
  if (!scope.auth.includes(require) || require.filters.length > 0) return [];
  const { start } = require.directive.range;
  const line = `Require method OPTIONS${lineBreakOf(text)}${indentOf(text, start)}`;
  return [
    {
      title: 'Let OPTIONS pass without a login',
      safety: 'unsafe',
      edits: [{ start, end: start, text: line }],
    },
  ];
}
