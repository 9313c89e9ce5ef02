import type { SyntaxNode } from '@lezer/common';
import type { FunctionNode, Parameter, Statement } from '../ast.ts';
import { childrenOf, isStatement, rangeOf, sliceOf } from './nodes.ts';
import { parametersOf, patternOf } from './patterns.ts';
import type { Reader } from './reader.ts';

/** A function of any kind: declaration, expression, arrow, method. Its body is read when something calls it, which few are. */
export function functionOf(reader: Reader, node: SyntaxNode): FunctionNode {
  const children = childrenOf(node);
  const name = children.find((child) => /^(?:Variable|Property)Definition$/.test(child.name));
  const list = children.find((child) => child.name === 'ParamList');
  const isArrow = node.name === 'ArrowFunction';
  const lone = isArrow && !list && name ? [loneParameter(reader, name)] : [];
  let body: FunctionNode['body'] | null = null;
  return {
    kind: 'Function',
    range: rangeOf(node),
    name: !isArrow && name ? sliceOf(reader, name) : null,
    isAsync: children.some((child) => child.name === 'async'),
    params: list ? parametersOf(reader, list, false) : lone,
    get body() {
      body ??= bodyOf(reader, children);
      return body;
    },
  };
}

function bodyOf(reader: Reader, children: readonly SyntaxNode[]): FunctionNode['body'] {
  const block = children.find((child) => child.name === 'Block');
  if (block) return statementsOf(reader, block);
  const arrow = children.findIndex((child) => child.name === 'Arrow');
  return reader.expression(children[arrow + 1]);
}

function loneParameter(reader: Reader, name: SyntaxNode): Parameter {
  return { pattern: patternOf(reader, name), fallback: null, rest: false };
}

/** The statements directly below `node`. */
export function statementsOf(reader: Reader, node: SyntaxNode): Statement[] {
  return childrenOf(reader.contentOf(node))
    .filter((child) => isStatement(child))
    .map((child) => reader.statement(child));
}
