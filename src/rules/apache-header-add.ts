import { isBrowserOrigin } from '../policy/originLiteral.ts';
import { linesOf } from '../policy/respond.ts';
import { alwaysEdits } from '../stacks/apache/edits.ts';
import type { HeaderOp } from '../stacks/apache/model.ts';
import { allowOriginOps } from '../stacks/apache/origins.ts';
import type { ApachePolicy } from '../stacks/apache/read.ts';
import { apacheReading, certain, namedOrigins, opOf, ownRequest, readers } from './lib/apache.ts';
import type { Fix, Rule, RuleContext } from './types.ts';

/** mod_headers: `add` and `append` keep what is there, and Access-Control-Allow-Origin may hold one value only. */
export const apacheHeaderAdd: Rule = {
  meta: {
    id: 'apache-header-add',
    title: 'Header add or append puts a second value beside the one that is there',
    class: 'broken',
    stacks: ['apache'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      several: '{origin} is blocked: it is told {count} values of Access-Control-Allow-Origin at once.',
      beside: 'Pages are blocked as soon as an application or outer folder sends this too: add keeps both.',
    },
  },
  check(context) {
    for (const policy of apacheReading(context)?.policies ?? []) {
      const adding = allowOriginOps(policy.place)
        .map(({ op }) => op)
        .filter((op) => op.action === 'add' || op.action === 'append');
      const last = adding.at(-1);
      if (!last) continue;
      const told = toldSeveral(policy);
      if (told) {
        context.report({
          range: last.range,
          messageId: 'several',
          data: { origin: told.origin, count: String(told.values.length) },
          fixes: oneValue(policy, told.values),
        });
      } else if (readers(policy).length > 0) {
        for (const op of adding) {
          context.report({
            range: op.range,
            messageId: 'beside',
            class: 'fragile',
            fixes: setInstead(context, op),
          });
        }
      }
    }
  },
};

interface Told {
  readonly origin: string;
  readonly values: readonly string[];
}

/** An origin that gets several values, all from the directives that write one table. */
function toldSeveral(policy: ApachePolicy): Told | null {
  for (const origin of namedOrigins(policy)) {
    const response = certain(policy, ownRequest(origin, 200));
    if (!response) continue;
    const lines = linesOf(response, 'Access-Control-Allow-Origin');
    const tables = new Set(lines.map((line) => opOf(policy, line)?.table));
    const values = lines.flatMap((line) => line.value.split(',').map((value) => value.trim()));
    if (values.length > 1 && tables.size === 1) return { origin, values };
  }
  return null;
}

function oneValue(policy: ApachePolicy, values: readonly string[]): readonly Fix[] {
  const origins = [...new Set(values)];
  if (!origins.every(isBrowserOrigin)) return [];
  const edits = policy.edits.allowOrigins(origins);
  if (!edits) return [];
  const [only, ...more] = origins;
  return more.length === 0
    ? [{ title: `Send ${only} once`, safety: 'safe', edits }]
    : [{ title: `Allow each of the ${origins.length} origins`, safety: 'unsafe', edits }];
}

function setInstead(context: RuleContext, op: HeaderOp): readonly Fix[] {
  if (op.action !== 'add') return [];
  const { directive, actionWord } = op;
  const verb = directive.words.find((word) => word.text.toLowerCase() === 'add');
  if (!verb) return [];
  if (op.table === 'always')
    return [{ title: 'Use set', safety: 'safe', edits: [{ ...verb.outer, text: 'set' }] }];
  const edits = alwaysEdits(context.text, [op]).map((edit) => ({
    ...edit,
    end: verb.outer.end,
    text: actionWord === verb ? edit.text.replace(/\S+$/, 'set') : `${edit.text} set`,
  }));
  return [{ title: 'Use always set', safety: 'safe', edits }];
}
