import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';

/** A text, and the nodes of its syntax tree that requests are made of, in source order. */
export interface Page {
  readonly text: string;
  readonly nodes: readonly SyntaxNode[];
}

const looked = new Set(['CallExpression', 'NewExpression', 'Property', 'String', 'TemplateString']);

/** Deeper nesting than this is no code that a person wrote. */
const maxDepth = 200;

export function pageOf(text: string, top: SyntaxNode): Page {
  const nodes: SyntaxNode[] = [];
  let depth = 0;
  for (let node: SyntaxNode | null = top; node;) {
    if (looked.has(node.name)) nodes.push(node);
    const child: SyntaxNode | null = depth < maxDepth ? node.firstChild : null;
    if (child) {
      depth++;
      node = child;
      continue;
    }
    let next: SyntaxNode | null = node.nextSibling;
    while (node && !next) {
      node = node.parent;
      depth--;
      next = node?.nextSibling ?? null;
    }
    node = next;
  }
  return { text, nodes };
}

export function textOf({ text }: Page, { from, to }: SyntaxNode): string {
  return text.slice(from, to);
}

export function rangeOf({ from, to }: SyntaxNode): Range {
  return { start: from, end: to };
}

/** The text between the quotes of a string or of a template without holes; null for anything else. */
export function plainText(page: Page, node: SyntaxNode | null): string | null {
  if (!node || (node.name !== 'String' && node.name !== 'TemplateString')) return null;
  if (node.getChild('Interpolation')) return null;
  return page.text.slice(node.from + 1, node.to - 1);
}

/** Longer names of functions end in these many characters. */
const maxCallee = 200;

/** What a call, or a `new`, is made of; `callee` without line breaks and spaces, and of a long chain only the end. */
export function callOf(
  page: Page,
  node: SyntaxNode,
): { readonly callee: string; readonly args: readonly SyntaxNode[] } | null {
  if (node.name !== 'CallExpression' && node.name !== 'NewExpression') return null;
  const list = node.getChild('ArgList');
  const callee = node.name === 'NewExpression' ? node.firstChild?.nextSibling : node.firstChild;
  if (!list || !callee) return null;
  const args: SyntaxNode[] = [];
  for (let child = list.firstChild; child; child = child.nextSibling) {
    if (!/^[(),]$/.test(child.name)) args.push(child);
  }
  const written = page.text.slice(Math.max(callee.from, callee.to - maxCallee), callee.to);
  return { callee: written.replace(/\s+/g, ''), args };
}

/** The name of a `key: value` in an object, and its value; null for anything else. */
export function propertyOf(
  page: Page,
  node: SyntaxNode,
): { readonly key: SyntaxNode; readonly name: string; readonly value: SyntaxNode } | null {
  const key = node.name === 'Property' ? node.firstChild : null;
  const value = node.lastChild;
  if (!key || !value || value.from === key.from) return null;
  const name = key.name === 'PropertyDefinition' ? textOf(page, key) : plainText(page, key);
  return name === null ? null : { key, name, value };
}

/** The closest node around `node` of one of these kinds. */
export function around(node: SyntaxNode, names: readonly string[]): SyntaxNode | null {
  let up = node.parent;
  while (up && !names.includes(up.name)) up = up.parent;
  return up;
}

/** The name of the variable that `node` is the first value of; null when it is no such value. */
export function variableOf(page: Page, node: SyntaxNode): string | null {
  const declaration = node.parent;
  if (declaration?.name !== 'VariableDeclaration') return null;
  // `a = 1, b = 2`: the name is the last one before the value.
  let name: SyntaxNode | null = null;
  for (let child = declaration.firstChild; child && child.from < node.from; child = child.nextSibling) {
    if (child.name === 'VariableDefinition') name = child;
  }
  return name && textOf(page, name);
}

/** The name of the field of a class that `node` is the first value of; null when it is no such value. */
export function fieldOf(page: Page, node: SyntaxNode): string | null {
  const declaration = node.parent;
  if (declaration?.name !== 'PropertyDeclaration' || declaration.lastChild === null) return null;
  const name =
    declaration.getChild('PropertyDefinition') ?? declaration.getChild('PrivatePropertyDefinition');
  return name && textOf(page, name);
}
