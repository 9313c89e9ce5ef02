import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Range } from '../policy/range.ts';
import { parse } from '../stacks/express/parse.ts';
import { axiosCall, fetchCall, xhrOpen, type Called } from './calls.ts';
import { itemsOf, literalOf, type Constants, type Literal } from './literal.ts';

/** A call in a program that sends a request. */
export interface RequestCall {
  readonly range: Range;
  readonly called: Called;
}

const axiosMethods = /^(?:get|delete|head|options|post|put|patch|request)$/;

/**
 * The calls of fetch, axios and XMLHttpRequest in JavaScript or TypeScript, in source order, with what literals and constants of the
 * same text say about them. Never throws.
 */
export function requestCalls(text: string): readonly RequestCall[] {
  const calls: { readonly node: Range; readonly callee: string }[] = [];
  const constants = new Map<string, string | null>();
  const instances = new Map<string, Literal>();
  parser
    .configure({ dialect: 'ts' })
    .parse(text)
    .iterate({
      enter({ name, node }) {
        if (name === 'VariableDefinition') noteConstant(text, node, constants);
        if (name !== 'CallExpression' || node.firstChild === null) return;
        const callee = calleeOf(text, node.firstChild);
        const own = node.prevSibling?.name === 'Equals' ? node.prevSibling.prevSibling : null;
        if (callee === 'axios.create' && own?.name === 'VariableDefinition') {
          instances.set(text.slice(own.from, own.to), argsOf(text, node, texts(constants))[0] ?? nothing);
        } else calls.push({ node: { start: node.from, end: node.to }, callee });
      },
    });
  const known = texts(constants);
  return calls.flatMap(({ node, callee }) => {
    const read = readerFor(callee, instances);
    if (read === null) return [];
    const called = read(argsOf(text, { from: node.start, to: node.end }, known));
    return called === null ? [] : [{ range: node, called }];
  });
}

const nothing: Literal = { kind: 'object', fields: new Map(), open: false };

/** A callee is a few names; what is longer is an expression that nobody looks for. */
function calleeOf(text: string, { from, to }: SyntaxNode): string {
  return to - from > 60 ? '' : text.slice(from, to).replace(/<[^]*$/, '');
}

function readerFor(
  callee: string,
  instances: ReadonlyMap<string, Literal>,
): ((args: readonly Literal[]) => Called | null) | null {
  if (/^(?:(?:window|self|globalThis)\.)?fetch$/.test(callee)) return fetchCall;
  if (callee.endsWith('.open')) return xhrOpen;
  const [object = '', method = 'request', ...more] = callee.split('.');
  const defaults = object === 'axios' ? nothing : instances.get(object);
  if (defaults === undefined || more.length > 0 || !axiosMethods.test(method)) return null;
  return (args) => axiosCall(method, args, defaults);
}

function argsOf(
  text: string,
  { from, to }: { readonly from: number; readonly to: number },
  constants: Constants,
): readonly Literal[] {
  const [statement] = parse(text.slice(from, to), 'pasted.ts').body;
  const value = statement?.kind === 'Evaluate' ? statement.value : null;
  return value?.kind === 'Call' ? itemsOf(value.args, constants) : [];
}

/** A name that is given two texts stands for neither. */
function noteConstant(text: string, node: SyntaxNode, constants: Map<string, string | null>): void {
  const equals =
    node.nextSibling?.name === 'TypeAnnotation' ? node.nextSibling.nextSibling : node.nextSibling;
  const value = equals?.name === 'Equals' ? equals.nextSibling : null;
  if (value?.name !== 'String' && value?.name !== 'TemplateString') return;
  const name = text.slice(node.from, node.to);
  const [statement] = parse(text.slice(value.from, value.to), 'pasted.ts').body;
  const literal =
    statement?.kind === 'Evaluate'
      ? literalOf(statement.value, texts(constants))
      : { kind: 'computed' as const };
  const found = literal.kind === 'text' ? literal.text : null;
  constants.set(name, constants.has(name) && constants.get(name) !== found ? null : found);
}

function texts(constants: ReadonlyMap<string, string | null>): Constants {
  return new Map([...constants].flatMap(([name, value]) => (value === null ? [] : [[name, value] as const])));
}
