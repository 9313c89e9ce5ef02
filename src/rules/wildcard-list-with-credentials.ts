import { someCaller, type Caller } from '../policy/caller.ts';
import { grant } from '../policy/grant.ts';
import { tryCall } from '../policy/tryCall.ts';
import type { AnsweredHeader, Policy } from '../policy/types.ts';
import { firstLine } from './lib/expressApp.ts';
import { answerLine, entriesOf, preflightLine, withoutOption } from './lib/listHeader.ts';
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
      for (const { messageId, line, option, isBlocked } of starsIn(policy)) {
        const caller = someCaller(policy);
        const { withCredentials, unknown } = grant(caller, caller.origin);
        if (unknown || !withCredentials || !line.range || !isBlocked(caller)) continue;
        const isHidden = messageId === 'expose';
        context.report({
          range: firstLine(context.text, line.range),
          messageId,
          data: isHidden ? {} : { origin: caller.name },
          fixes: toDefault(context, line, option),
          ...(isHidden ? { class: 'hygiene' } : {}),
        });
      }
    }
  },
};

interface Star {
  readonly messageId: string;
  readonly line: AnsweredHeader;
  /** Of the cors package; empty where its default would be no better. */
  readonly option: string;
  /** A call with cookies from there fails for it. */
  isBlocked(caller: Caller): boolean;
}

/** The lists of a policy that are a star alone. */
function starsIn(policy: Policy): readonly Star[] {
  const methods = preflightLine(policy, 'Access-Control-Allow-Methods');
  const headers = preflightLine(policy, 'Access-Control-Allow-Headers');
  const expose = answerLine(policy, 'Access-Control-Expose-Headers');
  const put = (caller: Caller): boolean => failure(caller, 'PUT', []) === 'method-not-allowed';
  const json = (caller: Caller): boolean =>
    failure(caller, 'POST', [['Content-Type', 'application/json']]) === 'header-not-allowed';
  return [
    ...(isStar(methods) ? [{ messageId: 'methods', line: methods, option: 'methods', isBlocked: put }] : []),
    ...(isStar(headers)
      ? [{ messageId: 'headers', line: headers, option: 'allowedHeaders', isBlocked: json }]
      : []),
    ...(isStar(expose) ? [{ messageId: 'expose', line: expose, option: '', isBlocked: () => true }] : []),
  ];
}

function isStar(line: AnsweredHeader | null): line is AnsweredHeader {
  return line !== null && entriesOf(line).join() === '*';
}

function failure(
  { answer, origin }: Caller,
  method: string,
  headers: readonly (readonly [string, string])[],
): string | null {
  const call = { origin, method, headers, credentials: true };
  const { verdict, unknown } = tryCall(answer, call);
  return unknown ? null : (verdict.cause?.kind ?? null);
}

/** Without the option, cors allows the headers that are asked for, and every usual method. */
function toDefault(context: RuleContext, line: AnsweredHeader, option: string): readonly Fix[] {
  const edits = option === '' ? null : withoutOption(context, line);
  return edits ? [{ title: `Leave ${option} to cors`, safety: 'unsafe', edits }] : [];
}
