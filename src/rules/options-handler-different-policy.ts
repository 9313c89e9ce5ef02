import { allowedCaller } from '../policy/caller.ts';
import { grant } from '../policy/grant.ts';
import type { Range } from '../policy/range.ts';
import { tryCall, type Call } from '../policy/tryCall.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import { expressOf, firstLine, linesOf } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

export const optionsHandlerDifferentPolicy: Rule = {
  meta: {
    id: 'options-handler-different-policy',
    title: 'The preflight is answered by other CORS settings than the request that follows',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      other:
        'PUT and DELETE with cookies from {origin} are blocked: this answers the preflight, and allows none.',
      json: 'JSON with cookies from {origin} is blocked: this answers the preflight, and allows none.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      // Who answers OPTIONS in front of a router is not known.
      if (!policy.label.startsWith('the app')) continue;
      const by = policy.facts.preflightAnsweredBy;
      const caller = allowedCaller([policy], policy, 'PUT');
      if (!reading || !caller || !by.known || !by.range) continue;
      const { answer, origin } = caller;
      if (!grant(caller, origin).withCredentials) continue;
      const blocked = calls.find(({ call }) => failsWithCookies(answer, { origin, ...call }));
      if (!blocked) continue;
      context.report({
        range: firstLine(context.text, by.range),
        messageId: blocked.messageId,
        data: { origin: caller.name },
        fixes: withoutLayer(context.text, reading, by.range),
      });
    }
  },
};

const calls = [
  { messageId: 'other', call: { method: 'PUT' } },
  { messageId: 'json', call: { method: 'POST', headers: [['Content-Type', 'application/json']] } },
] as const;

/** The call works without cookies, and the preflight of the same call with them does not. */
function failsWithCookies(answer: Policy['answer'], call: Call): boolean {
  const plain = tryCall(answer, call);
  const withCookies = tryCall(answer, { ...call, credentials: true });
  if (plain.unknown || withCookies.unknown || plain.verdict.outcome !== 'readable') return false;
  const { cause } = withCookies.verdict;
  // A method or a header that is not listed is no matter of who answers.
  return cause?.step === 'preflight' && !/^(?:method|header)-not-allowed$/.test(cause.kind);
}

/** A handler for OPTIONS alone is of no use where the package stands in front of everything anyway. */
function withoutLayer(text: string, { apps }: ExpressReading, { start, end }: Range): readonly Fix[] {
  const layer = apps
    .flatMap(({ layers }) => layers)
    .find((one) => one.method === 'OPTIONS' && one.range.start <= start && one.range.end >= end);
  const lines = layer && linesOf(text, layer.range);
  if (!lines) return [];
  return [{ title: 'Take out this handler', safety: 'unsafe', edits: [{ ...lines, text: '' }] }];
}
