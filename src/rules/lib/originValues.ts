import type { HeaderLine } from '../../cors/types.ts';
import { requestFrom } from '../../policy/grant.ts';
import type { Range } from '../../policy/range.ts';
import { isUnknown, linesOf, respond } from '../../policy/respond.ts';
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

/** The line of Access-Control-Allow-Origin of a program that repeats other headers of the request than Origin. */
export function repeatsHeader(
  { reading }: RuleContext,
  header: HeaderLine,
  values: readonly string[],
): readonly Range[] {
  if (reading.stack !== 'express') return [];
  return reading.policies.flatMap((policy) => {
    const response = respond(policy, requestFrom('https://evil.test', { headers: [header] }));
    const [line, ...more] = linesOf(response, name);
    const isIt =
      line?.range && more.length === 0 && values.includes(line.value) && !isUnknown(response, name);
    return isIt && line.range ? [line.range] : [];
  });
}

/** The values of Access-Control-Allow-Origin in a configuration. */
export function madeOrigins({ reading, text }: RuleContext): readonly OriginValue[] {
  const shown = (range: Range, policy: Policy): OriginValue => ({
    text: text.slice(range.start, range.end),
    range: firstLine(text, range),
    policy,
  });
  switch (reading.stack) {
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
