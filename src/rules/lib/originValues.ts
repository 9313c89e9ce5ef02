import { requestFrom } from '../../policy/grant.ts';
import type { Range } from '../../policy/range.ts';
import { respond } from '../../policy/respond.ts';
import type { Policy } from '../../policy/types.ts';
import { headerOps } from '../../stacks/apache/origins.ts';
import { allowOriginHeaders } from '../../stacks/nginx/origins.ts';
import { firstLine } from './expressApp.ts';
import type { RuleContext } from '../types.ts';

export interface OriginValue {
  /** The source text of the value, without quotes in a configuration. */
  readonly text: string;
  readonly range: Range;
  readonly policy: Policy;
}

const name = 'access-control-allow-origin';

/** The values of Access-Control-Allow-Origin that are made of something which only a request tells. */
export function madeOrigins({ reading, text }: RuleContext): readonly OriginValue[] {
  const shown = (range: Range, policy: Policy): OriginValue => ({
    text: text.slice(range.start, range.end),
    range: firstLine(text, range),
    policy,
  });
  switch (reading.stack) {
    case 'express':
      return reading.policies.flatMap((policy) => {
        const { unknown } = respond(policy, requestFrom('https://evil.test'));
        const [part, ...more] = unknown.filter(({ about }) => about.toLowerCase() === name);
        return part?.range && more.length === 0 ? [shown(part.range, policy)] : [];
      });
    case 'nginx':
      return reading.policies.flatMap((policy) =>
        allowOriginHeaders(policy.level).map(({ header }) => shown(header.value.inner, policy)),
      );
    case 'apache':
      return reading.policies.flatMap((policy) =>
        headerOps(policy.place).flatMap(({ op }) =>
          op.name.toLowerCase() === name && op.valueWord ? [shown(op.valueWord.range, policy)] : [],
        ),
      );
    default:
      return [];
  }
}
