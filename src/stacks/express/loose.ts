import { escapeRegex } from '../../policy/escapeRegex.ts';
import type { Range } from '../../policy/range.ts';
import type { Expression, Parameter } from './ast.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import type { Library } from './library.ts';
import type { Sources } from './sources.ts';
import type { Run } from './run.ts';
import { writesCors, type Known } from './trace.ts';
import { namesCors } from './words.ts';
import {
  undefinedValue,
  unknown,
  type App,
  type Argument,
  type FunctionValue,
  type Value,
} from './values.ts';

/** Makes an app, a handler or a call of cors. */
const setsUp =
  /\.(?:use|get|post|put|patch|delete|all|options)\s*\(|\bcors\s*\(|express\s*\(|Router\s*\(|\(\s*_?req(?:uest)?\b[^()]*,\s*_?res(?:ponse)?\b/;

/** Functions that set up apps or handlers and that this file only exports, such as `export function createApp()`. */
export function callWhatIsLeft(
  interpreter: Interpreter,
  sources: Sources,
  apps: readonly App[],
  attempt: (work: () => void, range: Range) => void,
): void {
  const { run } = interpreter;
  for (let i = 0; i < run.created.length && i < 500; i++) {
    const candidate = run.created[i];
    if (!candidate || sources.isElsewhere(candidate.node.range.start)) continue;
    if (run.called.has(candidate.node) || run.foreign.has(candidate.node)) continue;
    const source = interpreter.sourceOf(candidate.node.range);
    if (!namesCors(source) || !setsUp.test(source)) continue;
    if (isHandlerLike(candidate, source) || registeredIn(apps).has(candidate.node)) continue;
    const args = candidate.node.params.map((parameter) => argumentFor(parameter, run));
    attempt(() => interpreter.call(candidate, args), candidate.node.range);
  }
}

/** Defaults that a policy may be made of; of a flag or a port, it makes no difference which it is. */
const mayHoldOrigins: ReadonlySet<Expression['kind']> = new Set([
  'String',
  'Array',
  'Object',
  'Identifier',
  'Member',
  'Call',
]);

/** Who calls it may leave out what has a default. */
function argumentFor({ pattern, fallback }: Parameter, run: Run): Value {
  const value =
    pattern.kind === 'name'
      ? unknown(`'${pattern.name}'`, `param ${pattern.name}`)
      : unknown('a parameter', 'param');
  const isLeftOut = fallback && mayHoldOrigins.has(fallback.kind) && !run.decide(`${value.key} is given`);
  return isLeftOut ? undefinedValue : value;
}

/** A handler that sets CORS headers and that another file registers answers as an app of its own. */
export function addLooseHandlers(known: Known, sources: Sources, apps: App[]): void {
  const { interpreter } = known;
  const { run } = interpreter;
  const placed = registeredIn(apps);
  for (const value of [...run.created]) {
    const { node } = value;
    if (placed.has(node) || run.called.has(node) || run.foreign.has(node)) continue;
    if (sources.isElsewhere(node.range.start) || node.params.length < 2) continue;
    const source = interpreter.sourceOf(node.range);
    if (!isHandlerLike(value, source) || !writesCors(known, value)) continue;
    placed.add(node);
    apps.push(appOf({ value, range: node.range }));
  }
}

/** Nobody makes more of them for others to mount. */
const maxLooseCors = 24;

/** A call of cors whose handler is exported, returned or mounted on an app that this file does not show. */
export function addLooseCors(sources: Sources, { apps, corsCalls }: Library): void {
  const mounted = new Set<Value>();
  for (const { layers } of apps) {
    for (const { handlers } of layers) for (const { value } of handlers) mounted.add(value);
  }
  const loose = corsCalls.filter(
    ({ made, range }) => made && !mounted.has(made) && !sources.isElsewhere(range.start),
  );
  for (const { made, range } of loose.slice(0, maxLooseCors)) {
    if (made && !isCalledByHand(sources, range)) apps.push(appOf({ value: made, range }));
  }
}

/** `const allow = cors(…)` and later `allow(req, res, next)`: what stands around that call decides when it holds. */
function isCalledByHand({ sourceOf }: Sources, { start }: Range): boolean {
  const before = sourceOf({ start: Math.max(0, start - 80), end: start });
  const name = /([\w$]+)\s*=\s*$/.exec(before)?.[1];
  if (!name) return false;
  const call = new RegExp(`(?<![\\w$.])${escapeRegex(name)}\\s*\\(\\s*\\w+\\s*,`);
  return call.test(sourceOf({ start: 0, end: Number.MAX_SAFE_INTEGER }));
}

function appOf(handler: Argument): App {
  const { range } = handler;
  const layer = { kind: 'use', method: null, path: null, handlers: [handler], range } as const;
  return { kind: 'router', range, layers: [layer] };
}

/** `(req, res)` or `(req, res, next)`, by the names that everybody uses, or by what is called on the second one. */
function isHandlerLike({ node }: FunctionValue, source: string): boolean {
  const [request, response] = node.params.map(({ pattern }) => (pattern.kind === 'name' ? pattern.name : ''));
  if (!response || notOfNode.test(response)) return false;
  if (/^_?req(?:uest)?$/.test(request ?? '') && /^_?res(?:ponse)?$/.test(response)) return true;
  const writes = `\\b${escapeRegex(response)}\\.(?:set|header|setHeader|append|appendHeader|writeHead)\\s*\\([^)]{0,40}access-control`;
  return new RegExp(writes, 'i').test(source);
}

/** How Fastify, Hapi and Koa call what answers. */
const notOfNode = /^(?:_?reply|h|ctx|context|c)$/;

function registeredIn(apps: readonly App[]): Set<FunctionValue['node']> {
  const nodes = new Set<FunctionValue['node']>();
  for (const { layers } of apps) {
    for (const { handlers } of layers) {
      for (const { value } of handlers) if (value.type === 'function') nodes.add(value.node);
    }
  }
  return nodes;
}
