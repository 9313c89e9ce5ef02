import { allowedCaller } from '../policy/caller.ts';
import { expressOf, firstLine, preflightFailures } from './lib/expressApp.ts';
import { hasCors } from './no-preflight-answer.ts';
import type { Route } from '../stacks/express/read.ts';
import type { Fix, Rule } from './types.ts';

const preflighted = new Set(['PUT', 'PATCH', 'DELETE']);

export const routeCorsWithoutOptions: Rule = {
  meta: {
    id: 'route-cors-without-options',
    title: 'cors() stands on a route alone, and the preflight for it never gets there',
    class: 'broken',
    stacks: ['express'],
    since: '0.1.0',
    fix: 'unsafe',
    messages: {
      bare: '{method} {path} from {origin} is blocked: its preflight (OPTIONS) does not reach this cors().',
    },
  },
  check(context) {
    const reading = expressOf(context);
    const failureOf = preflightFailures();
    for (const route of reading?.routes ?? []) {
      const { method, path } = route;
      if (!reading || !preflighted.has(method) || !hasCors(route)) continue;
      const caller = allowedCaller(reading.policies, route, method);
      if (caller === null || failureOf(route, caller)?.kind !== 'missing-allow-origin') continue;
      const call = corsIn(route);
      if (!call) continue;
      context.report({
        range: firstLine(context.text, call),
        messageId: 'bare',
        data: { method, path, origin: caller.name },
        fixes: answerPreflight(context.text, route, call),
      });
    }
  },
};

function corsIn({ layer }: Route): { start: number; end: number } | null {
  const found = layer.handlers.find(({ value }) => value.type === 'native' && value.handler?.kind === 'cors');
  return found?.range ?? null;
}

function answerPreflight(
  text: string,
  { layer }: Route,
  call: { start: number; end: number },
): readonly Fix[] {
  const { start } = layer.range;
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const receiver = /^([\w$]+)\s*\.\s*\w+\s*\(\s*/.exec(text.slice(start, layer.range.end))?.[1];
  if (!receiver || !layer.path || text.slice(lineStart, start).trim() !== '') return [];
  const path = text.slice(layer.path.range.start, layer.path.range.end);
  const indent = text.slice(lineStart, start);
  const line = `${indent}${receiver}.options(${path}, ${text.slice(call.start, call.end)});\n`;
  return [
    {
      title: 'Answer the preflight as well',
      safety: 'unsafe',
      edits: [{ start: lineStart, end: lineStart, text: line }],
    },
  ];
}
