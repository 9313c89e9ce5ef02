import { parser } from '@lezer/javascript';
import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../../policy/range.ts';
import type { Reader } from './reader.ts';

export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child);
  }
  return children;
}

export function sliceOf(reader: Reader, node: SyntaxNode): string {
  return reader.text.slice(node.from, node.to);
}

export function rangeOf(node: SyntaxNode): Range {
  return { start: node.from, end: node.to };
}

export function innerOf(node: SyntaxNode): Range {
  return { start: node.from + 1, end: Math.max(node.from + 1, node.to - 1) };
}

const statements = namesLike((name) => /(?:Statement|Declaration|Block)$/.test(name));

export function isStatement(node: SyntaxNode): boolean {
  return statements.has(node.name);
}

export function isPattern(node: SyntaxNode): boolean {
  return node.name === 'VariableDefinition' || node.name === 'ObjectPattern' || node.name === 'ArrayPattern';
}

/** The names of the grammar's nodes are few, and each node is asked for its own several times. */
function namesLike(isIt: (name: string) => boolean): ReadonlySet<string> {
  return new Set(parser.nodeSet.types.map(({ name }) => name).filter(isIt));
}

const typeNames = /(?:^Type|Type$|^TypeAnnotation$)/;

const expressionNames =
  /(?:Expression|Function|Literal)$|^(?:DynamicImport|String|TemplateString|Number|RegExp|VariableName|PrefixCast|this|super|null)$/;

const expressions = namesLike((name) => expressionNames.test(name) && !typeNames.test(name));

export function isExpression(node: SyntaxNode): boolean {
  return expressions.has(node.name);
}
