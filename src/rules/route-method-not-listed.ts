import type { Caller } from '../policy/caller.ts';
import { expressOf, firstLine, routeCalls } from './lib/expressApp.ts';
import { requestFrom } from '../policy/grant.ts';
import { linesOf } from '../policy/respond.ts';

import type { Fix, Rule } from './types.ts';

export const routeMethodNotListed: Rule = {
  meta: {
    id: 'route-method-not-listed',
    title: 'A route has a method that Access-Control-Allow-Methods does not list',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      missing:
        '{method} {path} from {origin} is blocked: Access-Control-Allow-Methods does not list {method}.',
    },
  },
  check(context) {
    const reading = expressOf(context);
    if (!reading) return;
    const callOf = routeCalls(reading.policies);
    for (const route of reading.routes) {
      const { layer, method, path } = route;
      const call = callOf(route);
      if (!layer.path || call?.cause?.kind !== 'method-not-allowed') continue;
      const { caller } = call;
      context.report({
        range: firstLine(context.text, layer.path.range),
        messageId: 'missing',
        data: { method, path, origin: caller.name },
        fixes: listed(context.text, caller, method),
      });
    }
  },
};

/** Adds the method to the list that the preflight is answered with, where the file spells that list out. */
function listed(text: string, { answer, origin }: Caller, method: string): readonly Fix[] {
  const headers = [['Access-Control-Request-Method', method]] as const;
  const response = answer(requestFrom(origin, { method: 'OPTIONS', headers }));
  const range = linesOf(response, 'access-control-allow-methods')[0]?.range;
  const inserted = range && insertion(text.slice(range.start, range.end), method);
  if (!inserted) return [];
  const at = range.start + inserted.at;
  const edits = [{ start: at, end: at, text: inserted.text }];
  return [{ title: `Allow ${method}`, safety: 'unsafe', edits }];
}

/** Into `['GET', 'POST']` or `'GET, POST'`. */
function insertion(source: string, method: string): { readonly at: number; readonly text: string } | null {
  const list = /^\[[^]*?(['"`])\w+\1(?=\s*,?\s*\]$)/.exec(source);
  if (list) return { at: list[0].length, text: `, ${list[1]}${method}${list[1]}` };
  const single = /^(['"`])\w+(?:(,\s*)\w+)*(?=\1$)/.exec(source);
  return single ? { at: single[0].length, text: `${single[2] ?? ', '}${method}` } : null;
}
