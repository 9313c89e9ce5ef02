import { escapeRegex } from '../../policy/escapeRegex.ts';
import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import { around, callOf, plainText, propertyOf, textOf, variableOf, type Page } from './nodes.ts';
import { takes, type RequestCall } from './requests.ts';

/** A request with `mode: 'no-cors'` whose answer is looked into. */
export interface OpaqueRead {
  /** The word no-cors, between its quotes. */
  readonly range: Range;
  /** The address is spelt out, with a scheme and a host. */
  readonly isAbsolute: boolean;
}

const looksInside = String.raw`\??\.(?:json|text|blob|bytes|arrayBuffer|formData|body|ok|status|statusText|headers)\b`;

export function opaqueReadsIn(page: Page, requests: readonly RequestCall[]): readonly OpaqueRead[] {
  const fetches = requests.filter((request) => request.fetches);
  const found: OpaqueRead[] = [];
  for (const node of page.nodes) {
    const mode = propertyOf(page, node);
    const object = node.parent;
    if (mode?.name !== 'mode' || plainText(page, mode.value) !== 'no-cors' || !object) continue;
    const range = { start: mode.value.from + 1, end: mode.value.to - 1 };
    const request = fetches.find((one) => isMadeWith(page, one, object) && isRead(page, one.node));
    const address = request && addressOf(page, request);
    if (!address || address === 'own') continue;
    found.push({ range, isAbsolute: address === 'absolute' });
  }
  return found;
}

function isMadeWith(page: Page, request: RequestCall, options: SyntaxNode): boolean {
  const variable = variableOf(page, options);
  if (variable !== null) return takes(page, request, variable);
  return request.args.some(({ from }) => from === options.from);
}

/** An address without a host is one of the page's own origin, whose answers no mode hides. */
function addressOf(page: Page, { args: [address] }: RequestCall): 'absolute' | 'own' | 'open' {
  if (!address || (address.name !== 'String' && address.name !== 'TemplateString')) return 'open';
  const text = page.text.slice(address.from + 1, address.to - 1);
  if (/^(?:https?:)?\/\/[^$]/i.test(text)) return 'absolute';
  return text.startsWith('${') ? 'open' : 'own';
}

function isRead(page: Page, request: SyntaxNode): boolean {
  const { parent } = request;
  if (parent?.name === 'MemberExpression') return isReadByThen(page, parent);
  if (parent?.name !== 'AwaitExpression') return false;
  const holder = parent.parent;
  if (holder?.name === 'ParenthesizedExpression') return startsLike(page.text, holder.to, '');
  const variable = variableOf(page, parent);
  const block = variable !== null && around(parent, ['Block', 'Script']);
  if (!block) return false;
  const rest = page.text.slice(parent.to, block.to);
  return new RegExp(`(?<![\\w$.])${escapeRegex(variable)}${looksInside}`).test(rest);
}

/** `.then((response) => response.json())`. */
function isReadByThen(page: Page, member: SyntaxNode): boolean {
  const then = member.parent && callOf(page, member.parent);
  const [callback] = then?.args ?? [];
  if (!then?.callee.endsWith('.then') || !callback?.name.match(/^(?:ArrowFunction|FunctionExpression)$/))
    return false;
  const parameter = callback.getChild('ParamList')?.getChild('VariableDefinition');
  if (!parameter) return false;
  const body = page.text.slice(parameter.to, callback.to);
  return new RegExp(`(?<![\\w$.])${escapeRegex(textOf(page, parameter))}${looksInside}`).test(body);
}

function startsLike(text: string, at: number, before: string): boolean {
  return new RegExp(`^${before}${looksInside}`).test(text.slice(at, at + 40));
}
