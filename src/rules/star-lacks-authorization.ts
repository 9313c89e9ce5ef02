import { someCaller, type Caller } from '../policy/caller.ts';
import { tryCall } from '../policy/tryCall.ts';
import type { AnsweredHeader } from '../policy/types.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { entriesOf, preflightLine } from './lib/listHeader.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** The header is read, or something checks it that is known for that. */
const isWanted =
  /(?:\.|\[\s*['"`]|\(\s*['"`])authorization\b|fromAuthHeader|['"`](?:express-jwt|express-oauth2-jwt-bearer|express-bearer-token)['"`]/i;

/** Fetch standard, "CORS non-wildcard request-header name": Authorization is the only one. */
export const starLacksAuthorization: Rule = {
  meta: {
    id: 'star-lacks-authorization',
    title: 'A * is to allow the header Authorization, which it does not stand for',
    class: 'fragile',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      star: 'By the standard, * allows every header but Authorization: browsers still let it pass, and some warn that they will stop.',
    },
  },
  check(context) {
    if (!expressOf(context) || !isWanted.test(context.text)) return;
    for (const policy of context.reading.policies) {
      const line = preflightLine(policy, 'Access-Control-Allow-Headers');
      if (!line?.range || !entriesOf(line).includes('*')) continue;
      const caller = someCaller(policy);
      if (!isRefused(caller, 'Authorization') || isRefused(caller, 'X-Requested-With')) continue;
      const range = firstLine(context.text, line.range);
      context.report({ range, messageId: 'star', fixes: named(context, line) });
    }
  },
};

/** By the standard, whatever browsers do today. */
function isRefused({ answer, origin }: Caller, header: string): boolean {
  const { verdict, unknown } = tryCall(answer, { origin, method: 'GET', headers: [[header, '1']] });
  return !unknown && verdict.cause?.kind === 'header-not-allowed';
}

function named({ text }: RuleContext, { range }: AnsweredHeader): readonly Fix[] {
  const [start, ...more] = range ? [...text.slice(range.start, range.end).matchAll(/\*/g)] : [];
  if (!range || !start || more.length > 0) return [];
  const at = range.start + start.index;
  const edits = [{ start: at, end: at + 1, text: '*, Authorization' }];
  return [{ title: 'Name Authorization beside it', safety: 'safe', edits }];
}
