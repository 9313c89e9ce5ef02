import { requestFrom } from '../policy/grant.ts';
import { isUnknown, respond } from '../policy/respond.ts';
import type { Range } from '../policy/range.ts';
import type { Policy } from '../policy/types.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

export const unguardedOrigin: Rule = {
  meta: {
    id: 'unguarded-origin',
    title: 'The Origin is taken apart before anything asks whether there is one',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      absent: 'Requests without an Origin, as from curl or the site itself, get a 500: this throws.',
      opaque: 'Requests with the Origin null, as from a sandboxed frame, get a 500: this throws.',
    },
  },
  check(context) {
    const { text } = context;
    for (const policy of expressOf(context)?.policies ?? []) {
      // What fails for a site like any other fails for another reason.
      if (thrownFor(policy, 'https://evil.test')) continue;
      const absent = thrownFor(policy, null);
      const range = absent ?? thrownFor(policy, 'null');
      if (!range) continue;
      context.report({
        range: firstLine(text, range),
        messageId: absent ? 'absent' : 'opaque',
        fixes: chained(text, range),
        ...(absent ? {} : { class: 'fragile' }),
      });
    }
  },
};

/** The expression that throws, for certain; a header that Node refuses is another rule's business. */
function thrownFor(policy: Policy, origin: string | null): Range | null {
  const response = respond(policy, requestFrom(origin));
  if (response.failure?.by !== 'exception' || isUnknown(response, 'status')) return null;
  return response.lost.some(({ how }) => how === 'refused') ? null : response.failure.range;
}

/** `origin?.endsWith(…)` is undefined where there is no origin. */
function chained(text: string, { start, end }: Range): readonly Fix[] {
  const object = /^[\w$]+(?:\.[\w$]+)*(?=\.[\w$]+(?:\(|$))/.exec(text.slice(start, end))?.[0];
  if (!object) return [];
  const at = start + object.length;
  return [{ title: 'Take no Origin for a no', safety: 'safe', edits: [{ start: at, end: at, text: '?' }] }];
}
