import { linesOf } from '../policy/respond.ts';
import { allowOriginOps } from '../stacks/apache/origins.ts';
import { apacheReading, certain, opOf, ownRequest, readers } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';
import type { HeaderOp } from '../stacks/apache/model.ts';

/** mod_headers: `%{NAME}e` of a variable that is not set prints the text `(null)`. */
export const apacheEnvConditionMissing: Rule = {
  meta: {
    id: 'apache-env-condition-missing',
    title: 'A header is filled from a variable that is not always set, and then says (null)',
    class: 'hygiene',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      null: 'Whoever is not allowed is told Access-Control-Allow-Origin: (null): the line lacks env={name}.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      if (readers(policy).length === 0) continue;
      const response = certain(policy, ownRequest('https://evil.test', 200));
      const lines = response ? linesOf(response, 'Access-Control-Allow-Origin') : [];
      for (const { op } of allowOriginOps(policy.place)) {
        const part = op.value[0];
        const toldNull = lines.some((line) => line.value === '(null)' && opOf(policy, line) === op);
        if (!toldNull || part?.kind !== 'env' || op.condition || !op.valueWord) continue;
        context.report({
          range: op.valueWord.range,
          messageId: 'null',
          data: { name: part.name },
          fixes: conditioned(op, part.name),
        });
      }
    }
  },
};

function conditioned(op: HeaderOp, name: string): readonly Fix[] {
  const at = op.valueWord?.outer.end;
  if (at === undefined) return [];
  return [
    { title: `Add env=${name}`, safety: 'safe', edits: [{ start: at, end: at, text: ` env=${name}` }] },
  ];
}
