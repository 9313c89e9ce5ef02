import { linesOf } from '../policy/respond.ts';
import type { RewriteRule } from '../stacks/apache/model.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, leftOut, preflightOf, readers, withAlways } from './lib/apache.ts';
import type { LostHeader } from '../policy/types.ts';
import type { Rule } from './types.ts';

/** mod_rewrite ends the request as an error does, whatever the status: only `Header always` is heard. */
export const apacheRewriteStatusNeedsAlways: Rule = {
  meta: {
    id: 'apache-rewrite-status-needs-always',
    title: 'A rewrite rule answers OPTIONS, and Header set does not reach its answer',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      bare: 'Every preflight is blocked: this rule answers it, and Header set leaves such answers out.',
      front: 'Every preflight is blocked: this rule answers it before the headers of the folder are read.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const found = bareAnswer(policy);
      if (!found) continue;
      const { rule, lost } = found;
      context.report({
        range: rule.range,
        messageId: lost.how === 'answered-in-front' ? 'front' : 'bare',
        fixes: lost.how === 'answered-in-front' ? [] : withAlways(context, policy),
        related: lost.range ? [{ range: lost.range, message: 'This header is left out.' }] : [],
      });
    }
  },
};

function bareAnswer(policy: ApachePolicy): { readonly rule: RewriteRule; readonly lost: LostHeader } | null {
  const rules = policy.place.scopes.flatMap((scope) => scope.rewriting.rules);
  for (const origin of readers(policy)) {
    const response = certain(policy, preflightOf(origin));
    if (!response || response.status < 200 || response.status > 299) continue;
    const lost = leftOut(response, 'Access-Control-Allow-Origin') ?? skipped(response);
    const rule = rules.find(({ status }) => status === response.status);
    if (lost && rule) return { rule, lost };
  }
  return null;
}

function skipped(response: Parameters<typeof linesOf>[0]): LostHeader | null {
  const name = 'Access-Control-Allow-Origin';
  if (linesOf(response, name).length > 0) return null;
  return (
    response.lost.find(
      (line) => line.how === 'answered-in-front' && line.name.toLowerCase() === name.toLowerCase(),
    ) ?? null
  );
}
