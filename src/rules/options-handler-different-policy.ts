import { allowedCaller } from '../policy/caller.ts';
import { grant } from '../policy/grant.ts';
import type { Range } from '../policy/range.ts';
import { tryCall } from '../policy/tryCall.ts';
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
      const plain = tryCall(answer, { origin, method: 'PUT' });
      const withCookies = tryCall(answer, { origin, method: 'PUT', credentials: true });
      if (plain.unknown || withCookies.unknown || plain.verdict.outcome !== 'readable') continue;
      const { cause } = withCookies.verdict;
      // A method or a header that is not listed is no matter of who answers.
      if (cause?.step !== 'preflight' || /^(?:method|header)-not-allowed$/.test(cause.kind)) continue;
      context.report({
        range: firstLine(context.text, by.range),
        messageId: 'other',
        data: { origin: caller.name },
        fixes: withoutLayer(context.text, reading, by.range),
      });
    }
  },
};

/** A handler for OPTIONS alone is of no use where the package stands in front of everything anyway. */
function withoutLayer(text: string, { apps }: ExpressReading, { start, end }: Range): readonly Fix[] {
  const layer = apps
    .flatMap(({ layers }) => layers)
    .find((one) => one.method === 'OPTIONS' && one.range.start <= start && one.range.end >= end);
  const lines = layer && linesOf(text, layer.range);
  if (!lines) return [];
  return [{ title: 'Take out this handler', safety: 'unsafe', edits: [{ ...lines, text: '' }] }];
}
