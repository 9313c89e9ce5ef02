import type { SyntaxNode } from '@lezer/common';
import { children } from './tree.ts';

/** A condition by Python's precedence: `not` binds closer than `and`, `and` closer than `or`. */
export type Logic =
  | { readonly is: 'or' | 'and'; readonly left: Logic; readonly right: Logic }
  | { readonly is: 'not'; readonly operand: Logic }
  | { readonly is: 'leaf'; readonly node: SyntaxNode };

type Token = 'or' | 'and' | 'not' | SyntaxNode;

/**
 * Reads `node` anew from its parts, because @lezer/python lets `not` reach over a following `and` or `or`.
 * Null when it is no such expression or is half typed.
 */
export function logicOf(node: SyntaxNode): Logic | null {
  if (!isLogical(node)) return null;
  const tokens: Token[] = [];
  if (!flatten(node, tokens)) return null;
  const reader = { tokens, at: 0 };
  return readBinary(reader, 'or');
}

function isLogical(node: SyntaxNode): boolean {
  const parts = children(node);
  if (node.name === 'UnaryExpression') return parts[0]?.name === 'not';
  return node.name === 'BinaryExpression' && (parts[1]?.name === 'and' || parts[1]?.name === 'or');
}

function flatten(node: SyntaxNode, tokens: Token[]): boolean {
  if (tokens.length > 200) return false;
  if (!isLogical(node)) {
    tokens.push(node);
    return !node.type.isError;
  }
  const [first, second, third] = children(node);
  if (node.name === 'UnaryExpression') {
    tokens.push('not');
    return second !== undefined && flatten(second, tokens);
  }
  if (!first || !third || !flatten(first, tokens)) return false;
  tokens.push(second?.name === 'and' ? 'and' : 'or');
  return flatten(third, tokens);
}

interface Reader {
  readonly tokens: readonly Token[];
  at: number;
}

function readBinary(reader: Reader, operator: 'or' | 'and'): Logic | null {
  const operand = (): Logic | null => (operator === 'or' ? readBinary(reader, 'and') : readNot(reader));
  let left = operand();
  while (left && reader.tokens[reader.at] === operator) {
    reader.at++;
    const right = operand();
    left = right && { is: operator, left, right };
  }
  return left;
}

function readNot(reader: Reader): Logic | null {
  const token = reader.tokens[reader.at++];
  if (token === undefined || token === 'or' || token === 'and') return null;
  if (token !== 'not') return { is: 'leaf', node: token };
  const operand = readNot(reader);
  return operand && { is: 'not', operand };
}
