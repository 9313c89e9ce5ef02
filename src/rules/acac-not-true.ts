import { grant, requestFrom } from '../policy/grant.ts';
import { isUnknown, linesOf, respond } from '../policy/respond.ts';
import type { AnsweredHeader, Policy, PolicyResponse } from '../policy/types.ts';
import { valueRange } from './lib/headerLines.ts';
import { callersOf, type Caller } from '../policy/caller.ts';
import type { Fix, Rule } from './types.ts';

const name = 'Access-Control-Allow-Credentials';

/** Fetch standard, "CORS check": the value is `true`, in small letters. */
export const acacNotTrue: Rule = {
  meta: {
    id: 'acac-not-true',
    title: 'Access-Control-Allow-Credentials is sent with another value than true',
    class: 'broken',
    stacks: ['express', 'nginx', 'apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      other: "Requests with cookies are blocked: browsers want 'true' here, and '{value}' is not that.",
      no: "This says nothing: the header allows cookies with 'true', and to allow none it is left out.",
    },
  },
  check(context) {
    for (const policy of context.reading.policies) {
      const line = wrongLine(policy);
      if (!line?.range) continue;
      const isNo = /^(?:false|0|no|off|none|null|undefined)$/i.test(line.value.trim());
      context.report({
        range: valueRange(context.text, line) ?? line.range,
        messageId: isNo ? 'no' : 'other',
        data: { value: line.value },
        ...(isNo ? { class: 'hygiene' } : {}),
        fixes: isNo ? leftOut(policy) : spelt(context.text, policy, line),
      });
    }
  },
};

/** The line, where nobody gets another one: an answer that says `true` to some is decided by the program. */
function wrongLine(policy: Policy): AnsweredHeader | null {
  let wrong: AnsweredHeader | null = null;
  const others = ['https://evil.test', null].map((origin) => respond(policy, requestFrom(origin)));
  for (const response of [...callersOf(policy).map(answerTo), ...others]) {
    const [line, ...more] = linesOf(response, name);
    if (isUnknown(response, name) || line?.value.trim() === 'true' || more.length > 0) return null;
    wrong ??= line ?? null;
  }
  return wrong;
}

function answerTo(caller: Caller): PolicyResponse {
  return respond(caller, requestFrom(caller.origin));
}

function leftOut(policy: Policy): readonly Fix[] {
  const edits = policy.edits.dropCredentials();
  return edits ? [{ title: 'Leave the header out', safety: 'safe', edits }] : [];
}

/** Not where it would let any site read with cookies, or where `*` would be refused then. */
function spelt(text: string, policy: Policy, line: AnsweredHeader): readonly Fix[] {
  const range = valueRange(text, line);
  if (!range || grant(policy, 'https://evil.test').readable) return [];
  return [{ title: 'Write true', safety: 'unsafe', edits: [{ ...range, text: 'true' }] }];
}
