import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Range } from '../policy/range.ts';
import type { Expression } from '../stacks/express/ast.ts';
import { parse } from '../stacks/express/parse.ts';
import { axiosCall, fetchCall, xhrOpen, type Called } from './calls.ts';
import { itemsOf, literalOf, type Literal } from './literal.ts';

/** A call in a program that sends a request. */
export interface RequestCall {
  readonly range: Range;
  readonly called: Called;
}

const axiosMethods = /^(?:get|delete|head|options|post|put|patch|request)$/;

/** Characters that are read a second time for what calls say: more than any program has in calls of this kind. */
const mostRead = 60_000;

/**
 * The calls of fetch, axios and XMLHttpRequest in JavaScript or TypeScript, in source order, with what literals and constants of the
 * same text say about them. Never throws; of a text that is nothing but calls, the first ones.
 */
export function requestCalls(text: string): readonly RequestCall[] {
  const calls: { readonly node: Range; readonly callee: string }[] = [];
  const constants = new Constants(text);
  const instances = new Map<string, Literal>();
  let read = 0;
  const argsOf = ({ start, end }: Range): readonly Literal[] => {
    read += end - start;
    const value = read > mostRead ? null : expressionIn(text.slice(start, end));
    return value?.kind === 'Call' ? itemsOf(value.args, constants.known) : [];
  };
  parser
    .configure({ dialect: 'ts' })
    .parse(text)
    .iterate({
      enter({ name, node }) {
        if (name === 'VariableDefinition') constants.note(node);
        if (name !== 'CallExpression' || node.firstChild === null) return;
        const callee = calleeOf(text, node.firstChild);
        const range = { start: node.from, end: node.to };
        const own = node.prevSibling?.name === 'Equals' ? node.prevSibling.prevSibling : null;
        if (callee === 'axios.create' && own?.name === 'VariableDefinition') {
          instances.set(text.slice(own.from, own.to), argsOf(range)[0] ?? nothing);
        } else calls.push({ node: range, callee });
      },
    });
  return calls.flatMap(({ node, callee }) => {
    const reader = readerFor(callee, instances);
    const called = reader === null ? null : reader(argsOf(node));
    return called === null ? [] : [{ range: node, called }];
  });
}

function expressionIn(text: string): Expression | null {
  const [statement] = parse(text, 'pasted.ts').body;
  return statement?.kind === 'Evaluate' ? statement.value : null;
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

/** Names that stand for one text each. */
class Constants {
  readonly known = new Map<string, string>();
  readonly #ambiguous = new Set<string>();
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  /** A name that is given two texts stands for neither. */
  note(node: SyntaxNode): void {
    const next = node.nextSibling;
    const equals = next?.name === 'TypeAnnotation' ? next.nextSibling : next;
    const value = equals?.name === 'Equals' ? equals.nextSibling : null;
    if (value?.name !== 'String' && value?.name !== 'TemplateString') return;
    const name = this.#text.slice(node.from, node.to);
    const found = this.#textOf(value);
    if (this.known.has(name) && this.known.get(name) !== found) this.#ambiguous.add(name);
    if (found === null || this.#ambiguous.has(name)) this.known.delete(name);
    else this.known.set(name, found);
  }

  #textOf({ from, to }: SyntaxNode): string | null {
    const value = to - from > longestText ? null : expressionIn(this.#text.slice(from, to));
    const literal = value && literalOf(value, this.known);
    return literal?.kind === 'text' ? literal.text : null;
  }
}

/** Longer texts are no URLs, nor parts of one. */
const longestText = 2000;
