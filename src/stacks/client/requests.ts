import type { SyntaxNode } from '@lezer/common';
import { callOf, textOf, variableOf, type Page } from './nodes.ts';

/** A call that sends a request, or that makes one to be sent. */
export interface RequestCall {
  readonly node: SyntaxNode;
  readonly args: readonly SyntaxNode[];
  /** Ends in `fetch`, or makes a Request: takes `mode`, and gives a Response. */
  readonly fetches: boolean;
}

const fetches = /^(?:(?:window|self|globalThis)\.)?(?:fetch|Request)$/;
const asks =
  /^(?:axios|axios\.(?:get|delete|head|options|post|put|patch|request|create)|(?:\$|jQuery)\.(?:ajax|get|post)|ky|ky\.\w+|\$fetch|useFetch)$/;
const verbs = /^(?:get|delete|head|options|post|put|patch|request)$/;

/** Every call of fetch, axios (also of what `axios.create` made), jQuery or ky in the page. */
export function requestsIn(page: Page): readonly RequestCall[] {
  const instances = instancesIn(page);
  const found: RequestCall[] = [];
  for (const node of page.nodes) {
    const call = callOf(page, node);
    if (!call) continue;
    const [object = '', verb = '', ...more] = call.callee.split('.');
    const byInstance = instances.has(object) && (verb === '' || (verbs.test(verb) && more.length === 0));
    const isFetch = fetches.test(call.callee);
    if (isFetch || byInstance || asks.test(call.callee))
      found.push({ node, args: call.args, fetches: isFetch });
  }
  return found;
}

/** Names of what `axios.create()` made. */
function instancesIn(page: Page): ReadonlySet<string> {
  const names = new Set<string>();
  for (const node of page.nodes) {
    if (callOf(page, node)?.callee !== 'axios.create') continue;
    const name = variableOf(page, node);
    if (name) names.add(name);
  }
  return names;
}

/** Whether a request is made with the variable `name`, or the field `this.name`: it stands in the arguments, outside of functions in them. */
export function takes(page: Page, { args }: RequestCall, name: string): boolean {
  return args.some((argument) => mentions(page, argument, name));
}

function mentions(page: Page, node: SyntaxNode, name: string): boolean {
  if (node.name === 'ArrowFunction' || node.name === 'FunctionExpression') return false;
  const isName = node.name === 'VariableName' || (node.name === 'PropertyDefinition' && isShort(node));
  if ((isName || isField(node)) && textOf(page, node) === name) return true;
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (mentions(page, child, name)) return true;
  }
  return false;
}

/** `this.headers`. */
function isField(node: SyntaxNode): boolean {
  return node.name === 'MemberExpression' && node.firstChild?.name === 'this';
}

/** `{ headers }`. */
function isShort(node: SyntaxNode): boolean {
  return node.nextSibling === null && node.prevSibling === null;
}
