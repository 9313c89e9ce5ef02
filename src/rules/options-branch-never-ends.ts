import { requestFrom } from '../policy/grant.ts';
import { respond } from '../policy/respond.ts';
import type { Policy } from '../policy/types.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { FunctionValue } from '../stacks/express/values.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import { preflightOf } from './lib/headerLines.ts';
import type { Fix, Range, Rule } from './types.ts';

export const optionsBranchNeverEnds: Rule = {
  meta: {
    id: 'options-branch-never-ends',
    title: 'A handler that sets CORS headers neither answers nor passes the request on',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      all: 'Every request waits for ever: this neither answers nor calls next().',
      options: 'Every preflight waits for ever: this does not end OPTIONS requests, nor call next().',
    },
  },
  check(context) {
    const reading = expressOf(context);
    // In a half-written handler the end is still to come.
    if (!reading || reading.errors.length > 0) return;
    for (const policy of reading.policies) {
      const found = waiting(reading, policy);
      if (!found) continue;
      const { range, handler, messageId } = found;
      context.report({
        range: firstLine(context.text, range),
        messageId,
        fixes: messageId === 'all' ? passedOn(context.text, handler) : [],
      });
    }
  },
};

interface Waiting {
  readonly range: Range;
  readonly handler: FunctionValue;
  readonly messageId: 'all' | 'options';
}

/** The handler at which requests stop; a call of the cors package is another rule's business. */
function waiting({ apps }: ExpressReading, policy: Policy): Waiting | null {
  const origin = 'https://app.example.com';
  const preflight = respond(policy, preflightOf(origin)).stuckAt;
  const actual = respond(policy, requestFrom(origin)).stuckAt;
  const handlers = apps.flatMap(({ layers }) => layers.flatMap((layer) => layer.handlers));
  const found = preflight && handlers.find(({ range }) => range.start === preflight.start);
  if (found?.value.type !== 'function') return null;
  return {
    range: found.range,
    handler: found.value,
    messageId: actual?.start === preflight?.start ? 'all' : 'options',
  };
}

/** `next()` behind the last statement of the handler. */
function passedOn(text: string, { node }: FunctionValue): readonly Fix[] {
  const next = node.params[2]?.pattern;
  const { body } = node;
  const last = Array.isArray(body) ? (body as readonly { range: Range }[]).at(-1) : undefined;
  if (next?.kind !== 'name' || !last) return [];
  const lineStart = text.lastIndexOf('\n', last.range.start - 1) + 1;
  const indent = text.slice(lineStart, last.range.start);
  const lineEnd = text.indexOf('\n', last.range.end);
  if (
    indent.trim() !== '' ||
    lineEnd < 0 ||
    text.slice(last.range.end, lineEnd).replace(';', '').trim() !== ''
  )
    return [];
  const edits = [{ start: lineEnd, end: lineEnd, text: `\n${indent}${next.name}();` }];
  return [{ title: `Call ${next.name}() at the end`, safety: 'unsafe', edits }];
}
