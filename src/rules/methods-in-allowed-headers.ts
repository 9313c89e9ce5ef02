import { someCaller, type Caller } from '../policy/caller.ts';
import { tryCall } from '../policy/tryCall.ts';
import { firstLine } from './lib/expressApp.ts';
import { entriesOf, entryRange, preflightLine } from './lib/listHeader.ts';
import type { Rule } from './types.ts';

const methods = /^(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)$/i;
const headers = /^(?:content-type|authorization|accept|origin|cache-control|x-[\w-]+)$/i;

export const methodsInAllowedHeaders: Rule = {
  meta: {
    id: 'methods-in-allowed-headers',
    title: 'Methods and headers are listed in the place of each other, so neither is allowed',
    class: 'broken',
    stacks: ['express', 'fastapi', 'nginx', 'apache'],
    since: '0.1.0',
    fix: null,
    messages: {
      blocked: 'JSON from {origin} is blocked: {entry} is {is}, and this list is one of {list}.',
      useless: '{entry} does nothing here: it is {is}, and this list is one of {list}.',
    },
  },
  check(context) {
    const lists = [
      { name: 'Access-Control-Allow-Headers', strange: methods, is: 'a method', list: 'headers' },
      { name: 'Access-Control-Allow-Methods', strange: headers, is: 'a header', list: 'methods' },
    ] as const;
    for (const policy of context.reading.policies) {
      for (const { name, strange, is, list } of lists) {
        const line = preflightLine(policy, name);
        const entry = line && entriesOf(line).find((one) => strange.test(one));
        if (!line?.range || !entry) continue;
        const range = entryRange(context.text, line.range, entry) ?? firstLine(context.text, line.range);
        const caller = someCaller(policy);
        const origin = caller.name;
        if (blocksJson(caller))
          context.report({ range, messageId: 'blocked', data: { origin, entry, is, list } });
        else context.report({ range, messageId: 'useless', data: { entry, is, list }, class: 'hygiene' });
      }
    }
  },
};

/** A POST with a body of JSON fails for its Content-Type. */
function blocksJson({ answer, origin }: Caller): boolean {
  const { verdict, unknown } = tryCall(answer, {
    origin,
    method: 'POST',
    headers: [['Content-Type', 'application/json']],
  });
  return !unknown && verdict.cause?.kind === 'header-not-allowed';
}
