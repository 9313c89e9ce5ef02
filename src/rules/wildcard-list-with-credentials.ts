import { grant } from '../policy/grant.ts';
import { tryCall } from '../policy/tryCall.ts';
import type { AnsweredHeader, Policy } from '../policy/types.ts';
import { firstLine } from './lib/expressApp.ts';
import { answerLine, entriesOf, preflightLine, someOrigin, withoutOption } from './lib/listHeader.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** Fetch standard, "CORS-preflight fetch" and "CORS-exposed header-name list": `*` counts when credentials mode is not include. */
export const wildcardListWithCredentials: Rule = {
  meta: {
    id: 'wildcard-list-with-credentials',
    title: 'A * stands for no method and no header as soon as cookies are sent',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      methods: 'PUT with cookies from {origin} is blocked: with cookies, * stands for no method.',
      headers: 'JSON with cookies from {origin} is blocked: with cookies, * stands for no header.',
      expose: 'Pages that send cookies read no further header: with cookies, * exposes none.',
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const origin = someOrigin(policy);
      const { withCredentials, unknown } = grant(policy, origin);
      if (unknown || !withCredentials) continue;
      const report = (messageId: string, option: string, line: AnsweredHeader | null): void => {
        if (!line?.range || !isStar(line)) return;
        const fixes = toDefault(context, line, option);
        const milder = messageId === 'expose' ? ({ class: 'hygiene' } as const) : {};
        const data: Record<string, string> = messageId === 'expose' ? {} : { origin };
        context.report({ range: firstLine(context.text, line.range), messageId, data, fixes, ...milder });
      };
      if (failure(policy, 'PUT', []) === 'method-not-allowed')
        report('methods', 'methods', preflightLine(policy, 'Access-Control-Allow-Methods'));
      if (failure(policy, 'POST', [['Content-Type', 'application/json']]) === 'header-not-allowed')
        report('headers', 'allowedHeaders', preflightLine(policy, 'Access-Control-Allow-Headers'));
      report('expose', '', answerLine(policy, 'Access-Control-Expose-Headers'));
    }
  },
};

function isStar(line: AnsweredHeader): boolean {
  return entriesOf(line).join() === '*';
}

function failure(
  policy: Policy,
  method: string,
  headers: readonly (readonly [string, string])[],
): string | null {
  const call = { origin: someOrigin(policy), method, headers, credentials: true };
  const { verdict, unknown } = tryCall((request) => policy.answer(request), call);
  return unknown ? null : (verdict.cause?.kind ?? null);
}

/** Without the option, cors allows the headers that are asked for, and every usual method. */
function toDefault(context: RuleContext, line: AnsweredHeader, option: string): readonly Fix[] {
  const edits = option === '' ? null : withoutOption(context, line);
  return edits ? [{ title: `Leave ${option} to cors`, safety: 'unsafe', edits }] : [];
}
