import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import {
  around,
  callOf,
  fieldOf,
  plainText,
  propertyOf,
  rangeOf,
  textOf,
  variableOf,
  type Page,
} from './nodes.ts';
import { takes, type RequestCall } from './requests.ts';

/** A header of answers that a request is sent with. */
export interface SentHeader {
  readonly name: string;
  /** The name, between its quotes. */
  readonly range: Range;
  /** What sets it: `name: value` in an object, or a call that is a statement. */
  readonly setBy: { readonly kind: 'property' | 'call'; readonly range: Range } | null;
}

const ofAnswers = /^access-control-(?:allow|expose|max)-/i;

/** Headers of answers among those that the requests of the page are sent with. */
export function sentHeadersIn(page: Page, requests: readonly RequestCall[]): readonly SentHeader[] {
  const found: SentHeader[] = [];
  for (const node of page.nodes) {
    const name = plainText(page, node);
    if (name === null || !ofAnswers.test(name)) continue;
    const range = { start: node.from + 1, end: node.to - 1 };
    const { parent } = node;
    if (parent && propertyOf(page, parent)?.key.from === node.from) {
      if (goesOut(page, requests, parent.parent))
        found.push({ name, range, setBy: { kind: 'property', range: rangeOf(parent) } });
    } else if (
      parent?.name === 'ArgList' &&
      parent.parent &&
      setsHeader(page, requests, node, parent.parent)
    ) {
      const isStatement = parent.parent.parent?.name === 'ExpressionStatement';
      found.push({
        name,
        range,
        setBy: isStatement ? { kind: 'call', range: rangeOf(parent.parent) } : null,
      });
    } else if (
      parent?.name === 'MemberExpression' &&
      (isDefault(page, parent) || isIntercepted(page, parent))
    ) {
      found.push({ name, range, setBy: null });
    }
  }
  return found;
}

/** Whether an object of headers, or one around it, is handed to a request: right there, or by the name of a variable. */
function goesOut(page: Page, requests: readonly RequestCall[], object: SyntaxNode | null): boolean {
  let node = object;
  for (let depth = 0; node && depth < 8; depth++) {
    const { parent }: SyntaxNode = node;
    const variable = variableOf(page, node);
    if (variable !== null) return requests.some((request) => takes(page, request, variable));
    const field = fieldOf(page, node);
    if (field !== null) return requests.some((request) => takes(page, request, `this.${field}`));
    if (parent?.name === 'ArgList') {
      const call = parent.parent;
      if (requests.some((request) => request.node.from === call?.from && request.node.to === call.to))
        return true;
      const callee = call && callOf(page, call)?.callee;
      if (callee === 'HttpHeaders') return true;
      // `headers: new Headers({ … })` is looked at from where it stands.
      if (callee !== 'Headers' && callee !== 'AxiosHeaders') return false;
      node = call;
      continue;
    }
    if (parent?.name === 'Property' && parent.lastChild?.from !== node.from) return false;
    if (!parent || !/^(?:Property|ObjectExpression|SpreadElement|ParenthesizedExpression)$/.test(parent.name))
      return false;
    node = parent;
  }
  return false;
}

/** `xhr.setRequestHeader(name, …)`, and `set` or `append` of Headers that a request takes. */
function setsHeader(
  page: Page,
  requests: readonly RequestCall[],
  name: SyntaxNode,
  call: SyntaxNode,
): boolean {
  const { callee, args } = callOf(page, call) ?? { callee: '', args: [] };
  if (args[0]?.from !== name.from) return false;
  if (callee.endsWith('.setRequestHeader')) return true;
  if (!/\.(?:set|append)$/.test(callee)) return false;
  if (madeBy(page, call) === 'HttpHeaders') return true;
  const object = /^\w+(?=\.\w+$)/.exec(callee)?.[0];
  return object !== undefined && isHeaders(page, object) && requests.some((one) => takes(page, one, object));
}

/** The class of the object that a chain of calls begins with. */
function madeBy(page: Page, call: SyntaxNode): string | null {
  let node: SyntaxNode | null = call;
  for (let links = 0; node && links < 100; links++) {
    if (node.name === 'NewExpression') return callOf(page, node)?.callee ?? null;
    node = /^(?:CallExpression|MemberExpression)$/.test(node.name) ? node.firstChild : null;
  }
  return null;
}

function isHeaders({ text }: Page, variable: string): boolean {
  return new RegExp(`\\b${variable}\\s*(?::\\s*Headers\\s*)?=\\s*new\\s+Headers\\b`).test(text);
}

/** `axios.defaults.headers.common['…'] = …`. */
function isDefault(page: Page, member: SyntaxNode): boolean {
  const isTarget = member.parent?.name === 'AssignmentExpression' && member.parent.from === member.from;
  return isTarget && /^[\w$.]+\.defaults\.headers\b/.test(textOf(page, member));
}

/** `config.headers['…'] = …` in what axios calls with each request. */
function isIntercepted(page: Page, member: SyntaxNode): boolean {
  const isTarget = member.parent?.name === 'AssignmentExpression' && member.parent.from === member.from;
  if (!isTarget || !/^\w+\.headers\b/.test(textOf(page, member))) return false;
  for (let call = around(member, ['CallExpression']); call; call = around(call, ['CallExpression'])) {
    if (callOf(page, call)?.callee.endsWith('.interceptors.request.use')) return true;
  }
  return false;
}
