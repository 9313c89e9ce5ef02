import { explainLiteral, type LiteralFault, type LiteralFaultKind } from '../../policy/originLiteral.ts';
import type { OriginLiteral, Policy } from '../../policy/types.ts';
import type { Fix, Report, Rule, RuleContext, RuleMeta } from '../types.ts';

export interface FaultyLiteral {
  readonly literal: OriginLiteral;
  readonly fault: LiteralFault;
  readonly policy: Policy;
  readonly context: RuleContext;
}

/** A rule about allowed origins that are written so that no browser ever sends them. */
export function literalRule(
  meta: RuleMeta,
  kind: LiteralFaultKind,
  describe: (faulty: FaultyLiteral) => Omit<Report, 'range'> | null,
): Rule {
  return {
    meta,
    check(context) {
      for (const policy of context.reading.policies) {
        for (const literal of policy.facts.origins) {
          if (literal.kind !== 'literal') continue;
          const fault = explainLiteral(literal.value);
          if (fault?.kind !== kind) continue;
          const report = describe({ literal, fault, policy, context });
          if (report) context.report({ range: literal.range, ...report });
        }
      }
    },
  };
}

/** The edit that writes `text` where the literal stands; none where the source spells the value with escapes. */
export function respell({ literal, context }: FaultyLiteral, text: string): readonly Fix[] {
  const { start, end } = literal.range;
  if (context.text.slice(start, end) !== literal.value) return [];
  return [{ title: `Write ${text}`, safety: 'safe', edits: [{ start, end, text }] }];
}
