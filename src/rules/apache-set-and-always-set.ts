import { linesOf } from '../policy/respond.ts';
import type { HeaderOp } from '../stacks/apache/model.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, namedOrigins, opOf, ownRequest } from './lib/apache.ts';
import type { Fix, Rule } from './types.ts';

/** mod_headers: the tables of `Header set` and `Header always set` are separate, and a success carries both. */
export const apacheSetAndAlwaysSet: Rule = {
  meta: {
    id: 'apache-set-and-always-set',
    title: 'The same header is set with and without always, so it is sent twice',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      twice: 'Every page is blocked: {name} is sent twice, by this line and with always.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      for (const name of ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials']) {
        const pair = sentTwice(policy, name);
        if (!pair) continue;
        context.report({
          range: pair.plain.range,
          messageId: 'twice',
          data: { name },
          fixes: keepAlways(context.text, pair),
          related: [{ range: pair.always.range, message: 'This line sends it too.' }],
        });
      }
    }
  },
};

interface Pair {
  readonly plain: HeaderOp;
  readonly always: HeaderOp;
}

function sentTwice(policy: ApachePolicy, name: string): Pair | null {
  for (const origin of namedOrigins(policy)) {
    const response = certain(policy, ownRequest(origin, 200));
    if (!response) continue;
    const ops = linesOf(response, name).map((line) => opOf(policy, line));
    const plain = ops.find((op) => op?.table === 'onsuccess');
    const always = ops.find((op) => op?.table === 'always');
    if (plain && always) return { plain, always };
  }
  return null;
}

/** The table of `Header set` is cleared of the header, so that also an application's own line goes. */
function keepAlways(text: string, { plain, always }: Pair): readonly Fix[] {
  const { start, end } = plain.directive.range;
  const condition = plain.conditionWord
    ? ` ${text.slice(plain.conditionWord.outer.start, plain.conditionWord.outer.end)}`
    : '';
  const edit = { start, end, text: `Header unset ${plain.name}${condition}` };
  const same = JSON.stringify(plain.value) === JSON.stringify(always.value);
  return [{ title: 'Keep only the line with always', safety: same ? 'safe' : 'unsafe', edits: [edit] }];
}
