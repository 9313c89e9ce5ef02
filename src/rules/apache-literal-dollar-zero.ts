import { escapeRegex } from '../policy/escapeRegex.ts';
import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { linesOf } from '../policy/respond.ts';
import type { SetEnvIf } from '../stacks/apache/model.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, ownRequest } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

/** mod_setenvif fills in `$0` only where the text is a regular expression; plain text is searched for as it stands. */
export const apacheLiteralDollarZero: Rule = {
  meta: {
    id: 'apache-literal-dollar-zero',
    title: 'SetEnvIf searches for plain text, where $0 is not filled in and is sent as it stands',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      literal: '{origin} is blocked: it is told Access-Control-Allow-Origin: {value}, as this is no pattern.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      for (const op of plainEchoes(policy)) {
        const origin = originMeant(op);
        const value = origin === null ? null : sentTo(policy, origin);
        if (origin === null || value === null || !/\$\d/.test(value)) continue;
        context.report({
          range: op.patternWord.range,
          messageId: 'literal',
          data: { origin, value },
          fixes: anchored(op),
        });
      }
    }
  },
};

function plainEchoes(policy: ApachePolicy): readonly SetEnvIf[] {
  return policy.place.scopes
    .flatMap((scope) => scope.env)
    .filter((op) => op.kind === 'setenvif')
    .filter((op) => op.plainText && op.attribute.toLowerCase() === 'origin' && op.doubt === null)
    .filter((op) => op.sets.some((set) => /\$\d/.test(set.value ?? '')));
}

function originMeant(op: SetEnvIf): string | null {
  const text = op.pattern.source.replace(/\\(.)/g, '$1');
  return [text, `https://${text}`].find(isBrowserOrigin) ?? null;
}

function sentTo(policy: ApachePolicy, origin: string): string | null {
  const response = certain(policy, ownRequest(origin, 200));
  const lines = response ? linesOf(response, 'Access-Control-Allow-Origin') : [];
  return lines.length === 1 ? (lines[0]?.value ?? null) : null;
}

/** An end and a start make it a regular expression; the whole origin is then what `$0` holds. */
function anchored(op: SetEnvIf): readonly Fix[] {
  const text = op.pattern.source.replace(/\\(.)/g, '$1');
  if (!isBrowserOrigin(text) || !op.patternWord.verbatim) return [];
  const { start, end } = op.patternWord.range;
  return [
    { title: 'Make it a pattern', safety: 'safe', edits: [{ start, end, text: `^${escapeRegex(text)}$` }] },
  ];
}
