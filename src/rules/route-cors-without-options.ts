import type { HeaderLine } from '../cors/types.ts';
import { expressOf, firstLine, preflightFailure, routeCalls } from './lib/expressApp.ts';
import { hasCors } from './no-preflight-answer.ts';
import type { ExpressReading, Route } from '../stacks/express/read.ts';
import type { Layer } from '../stacks/express/values.ts';
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
    mayFollow: true,
    messages: {
      bare: '{method} {path} from {origin} is blocked: its preflight (OPTIONS) does not reach this cors().',
      json: '{method} {path} with JSON from {origin} is blocked: its preflight (OPTIONS) does not reach this cors().',
    },
  },
  check(context) {
    const reading = expressOf(context);
    if (!reading) return;
    const callOf = routeCalls(reading.policies);
    for (const route of reading.routes) {
      const { method, path } = route;
      const isJson = method === 'POST' && takesJson(route, reading);
      if (!(isJson || preflighted.has(method)) || !hasCors(route)) continue;
      const { caller, cause } = callOf(route) ?? {};
      const failure = caller && isJson ? preflightFailure(caller, method, json) : cause;
      const call = corsIn(route);
      if (!caller || failure?.kind !== 'missing-allow-origin' || !call) continue;
      context.report({
        range: firstLine(context.text, call),
        messageId: isJson ? 'json' : 'bare',
        data: { method, path, origin: caller.name },
        fixes: answerPreflight(context.text, route, call),
      });
    }
  },
};

const json: readonly HeaderLine[] = [['Content-Type', 'application/json']];

/** The route reads a body and knows no other than JSON, for which there is no way without a preflight. */
function takesJson({ app, layer }: Route, { sourceOf }: ExpressReading): boolean {
  const inFront = app.layers.slice(0, app.layers.indexOf(layer)).filter(({ path }) => path === null);
  const [own = [], ...others] = [layer, ...inFront].map(parsersIn);
  const parsers = [...own, ...others.flat()];
  if (parsers.some((name) => name !== 'express.json()')) return false;
  const last = layer.handlers.at(-1);
  return (
    own.length > 0 || (parsers.length > 0 && last !== undefined && /\bbody\b/.test(sourceOf(last.range)))
  );
}

function parsersIn({ handlers }: Layer): string[] {
  return handlers.flatMap(({ value }) =>
    value.type === 'native' && /^express\.(?:json|urlencoded|text|raw)\(\)$/.test(value.name)
      ? [value.name]
      : [],
  );
}

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
