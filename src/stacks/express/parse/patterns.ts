import type { SyntaxNode } from '@lezer/common';
import type { Parameter, Pattern } from '../ast.ts';
import { stringOf } from './literals.ts';
import { childrenOf, isPattern, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

export function patternOf(reader: Reader, node: SyntaxNode): Pattern {
  const range = rangeOf(node);
  if (node.name === 'VariableDefinition') return { kind: 'name', name: sliceOf(reader, node), range };
  if (node.name === 'ObjectPattern') {
    const entries = childrenOf(node)
      .filter((child) => child.name === 'PatternProperty')
      .map((child) => patternProperty(reader, child));
    return { kind: 'object', range, entries };
  }
  if (node.name === 'ArrayPattern') return { kind: 'array', range, items: parametersOf(reader, node, true) };
  return { kind: 'unknown', range };
}

function patternProperty(reader: Reader, node: SyntaxNode): { key: string | null; parameter: Parameter } {
  const children = childrenOf(node);
  const key = children.find((child) => ['PropertyName', 'String', 'VariableDefinition'].includes(child.name));
  const target = children.findLast(isPattern);
  const equals = children.findIndex((child) => child.name === 'Equals');
  const rest = children.some((child) => child.name === 'Spread');
  const keyText = key ? (key.name === 'String' ? stringOf(reader, key).value : sliceOf(reader, key)) : null;
  return {
    key: rest ? null : keyText,
    parameter: {
      pattern: target ? patternOf(reader, target) : { kind: 'unknown', range: rangeOf(node) },
      fallback: equals < 0 ? null : reader.expression(children[equals + 1]),
      rest,
    },
  };
}

export function parametersOf(reader: Reader, list: SyntaxNode, holes: true): (Parameter | null)[];
export function parametersOf(reader: Reader, list: SyntaxNode, holes: false): Parameter[];
export function parametersOf(reader: Reader, list: SyntaxNode, holes: boolean): (Parameter | null)[] {
  const parameters: (Parameter | null)[] = [];
  let rest = false;
  let filled = false;
  const children = childrenOf(list);
  children.forEach((child, i) => {
    if (child.name === 'Spread') rest = true;
    if (child.name === ',') {
      if (holes && !filled) parameters.push(null);
      filled = false;
    }
    if (!isPattern(child)) return;
    const equals = children.findIndex((one, j) => j > i && (one.name === 'Equals' || one.name === ','));
    const hasFallback = children[equals]?.name === 'Equals';
    parameters.push({
      pattern: patternOf(reader, child),
      fallback: hasFallback ? reader.expression(children[equals + 1]) : null,
      rest,
    });
    rest = false;
    filled = true;
  });
  return parameters;
}
