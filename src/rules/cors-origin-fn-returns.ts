import type { Range } from '../policy/range.ts';
import type { CorsCall } from '../stacks/express/library.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { Argument, FunctionValue } from '../stacks/express/values.ts';
import { expressOf, firstLine } from './lib/expressApp.ts';
import type { Fix, Rule } from './types.ts';

type Node = FunctionValue['node'];

/** The cors package gives both kinds of function a callback and takes no notice of what they return (lib/index.js of cors 2.8). */
export const corsOriginFnReturns: Rule = {
  meta: {
    id: 'cors-origin-fn-returns',
    title: 'The cors package waits for a callback that this function never calls, and every request hangs',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'safe',
    messages: {
      hangs:
        'Every request hangs: cors waits for this function to call its callback, and ignores what it returns.',
    },
  },
  check(context) {
    const { text } = context;
    const reading = expressOf(context);
    for (const call of reading?.corsCalls ?? []) {
      const given = functionGiven(call);
      if (!reading || given?.value.type !== 'function' || mayCallBack(given.value.node, reading)) continue;
      context.report({
        range: firstLine(text, given.range),
        messageId: 'hangs',
        fixes: callBack(given.value.node, given.range, text),
      });
    }
  },
};

/** The `origin` option, or what makes the options for each request. */
export function functionGiven({ options, through }: CorsCall): Argument | null {
  // On Fastify, NestJS hands the options to a package that takes promises.
  if (!options || through !== 'cors') return null;
  if (options.value.type !== 'object') return options;
  const origin = options.value.properties.get('origin');
  return origin ? { value: origin.value, range: origin.valueRange } : null;
}

/** False only when the callback has no name in the function, or one that is never used. */
export function mayCallBack({ params, range }: Node, { sourceOf }: ExpressReading): boolean {
  const source = sourceOf(range);
  if (/\barguments\b/.test(source) || params.some(({ rest }) => rest)) return true;
  const callback = params[1]?.pattern;
  if (!callback) return false;
  return (
    callback.kind !== 'name' || source.split(/[^\w$]+/).filter((word) => word === callback.name).length > 1
  );
}

/** `(origin) => x` becomes `(origin, callback) => callback(null, x)`; other functions are left to the reader. */
function callBack({ body, range, isAsync }: Node, place: Range, text: string): readonly Fix[] {
  if (isAsync || Array.isArray(body) || range.start !== place.start || range.end !== place.end) return [];
  const expression = body as Exclude<typeof body, readonly unknown[]>;
  const head = /^(?:\(\s*([\w$]+)\s*\)|([\w$]+))\s*=>\s*\(?\s*$/.exec(
    text.slice(range.start, expression.range.start),
  );
  const name = head?.[1] ?? head?.[2];
  if (name === undefined || name === 'callback' || expression.kind === 'Sequence') return [];
  const answer = text.slice(expression.range.start, expression.range.end);
  const edits = [{ ...range, text: `(${name}, callback) => callback(null, ${answer})` }];
  return [{ title: 'Hand the answer to the callback', safety: 'safe', edits }];
}
