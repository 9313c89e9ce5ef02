import { allowedCaller } from '../policy/caller.ts';
import { moveToFront } from './cors-after-auth.ts';
import { expressOf, firstLine, makesPolicy } from './lib/expressApp.ts';
import { holds } from './lib/order.ts';
import type { Range } from '../policy/range.ts';
import type { ExpressReading } from '../stacks/express/read.ts';
import type { Argument, Layer } from '../stacks/express/values.ts';
import type { Rule } from './types.ts';

/** What packages are, by the name that they are imported by. */
const packages: readonly (readonly [name: RegExp, is: Refuser])[] = [
  [/^import (?:express-rate-limit|rate-limiter-flexible|express-brute|toobusy-js) /, 'limiter'],
  [/^import (?:csurf|tiny-csrf|csrf-csrf|csrf-sync|lusca) /, 'check'],
  [/^import body-parser /, 'parser'],
];

type Refuser = 'limiter' | 'check' | 'parser';

export const corsAfterLimiterOrParser: Rule = {
  meta: {
    id: 'cors-after-limiter-or-parser',
    title: 'A limiter or parser in front of the CORS headers refuses requests without them',
    class: 'fragile',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      limiter: 'A 429 reaches pages as a CORS error: the limiter in front answers without CORS headers.',
      check: 'A 403 reaches pages as a CORS error: the check in front answers without CORS headers.',
      parser: 'A 400 or 413 reaches pages as a CORS error: the parser in front answers without CORS headers.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    for (const policy of reading?.policies ?? []) {
      if (!reading || policy.label !== 'the app') continue;
      const found = inFront(reading, policy.range);
      if (!found || allowedCaller([policy], policy, 'GET') === null) continue;
      const { range, is } = found;
      context.report({
        range: firstLine(context.text, policy.range),
        messageId: is,
        related: [{ range: firstLine(context.text, range), message: 'This answers without CORS headers.' }],
        fixes: moveToFront(context, reading, policy.range, range),
      });
    }
  },
};

interface InFront {
  readonly range: Range;
  readonly is: Refuser;
}

/** The first layer for all paths in front of the policy that can refuse a request. */
function inFront({ apps }: ExpressReading, policy: Range): InFront | null {
  const app = apps.find(({ layers }) => layers.some((layer) => holds(layer, policy)));
  const own = app?.layers.findIndex((layer) => holds(layer, policy)) ?? -1;
  const layer = app?.layers[own];
  if (!app || !layer || !isForAll(layer)) return null;
  const before = app.layers.slice(0, own).filter(isForAll);
  const beside = layer.handlers.slice(
    0,
    Math.max(
      0,
      layer.handlers.findIndex((handler) => makesPolicy(handler, policy)),
    ),
  );
  for (const handler of [...before.flatMap(({ handlers }) => handlers), ...beside]) {
    const is = refuserOf(handler);
    if (is) return { range: handler.range, is };
  }
  return null;
}

function isForAll({ kind, path }: Layer): boolean {
  return kind === 'use' && path === null;
}

function refuserOf({ value }: Argument): Refuser | null {
  if (value.type === 'native' && /^express\.(?:json|urlencoded|text|raw)\(\)$/.test(value.name))
    return 'parser';
  if (value.type !== 'unknown' || value.calledOn === undefined) return null;
  const from = value.calledOn;
  return packages.find(([name]) => name.test(from))?.[1] ?? null;
}
