import type { SyntaxNode } from '@lezer/common';
import type { Element, PropertyNode } from '../ast.ts';
import { functionOf } from './functions.ts';
import { stringOf } from './literals.ts';
import { childrenOf, isExpression, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

/** The items of a list, or the arguments of a call. */
export function elementsOf(reader: Reader, children: readonly SyntaxNode[]): Element[] {
  const elements: Element[] = [];
  let spread = false;
  for (const child of children) {
    if (child.name === 'Spread') spread = true;
    if (!isExpression(child)) continue;
    elements.push({ spread, value: reader.expression(child) });
    spread = false;
  }
  return elements;
}

export function propertiesOf(reader: Reader, children: readonly SyntaxNode[]): PropertyNode[] {
  return children.filter((child) => child.name === 'Property').map((child) => propertyOf(reader, child));
}

function propertyOf(reader: Reader, node: SyntaxNode): PropertyNode {
  const range = rangeOf(node);
  const children = childrenOf(node);
  const [first] = children;
  if (first?.name === 'Spread') return { kind: 'spread', range, value: reader.expression(children[1]) };
  const colon = children.findIndex((child) => child.name === ':');
  const isComputed = first?.name === '[';
  const keyNode = isComputed
    ? children[1]
    : children.find((child) => /PropertyDefinition|^String$|^Number$/.test(child.name));
  const keyRange = keyNode ? rangeOf(keyNode) : range;
  const key = !keyNode
    ? ''
    : isComputed
      ? reader.expression(keyNode)
      : keyNode.name === 'String'
        ? stringOf(reader, keyNode).value
        : sliceOf(reader, keyNode);
  if (colon >= 0)
    return { kind: 'property', range, key, keyRange, value: reader.expression(children[colon + 1]) };
  if (node.getChild('ParamList')) {
    const isGetter = children.some((child) => child.name === 'get');
    return { kind: 'property', range, key, keyRange, value: functionOf(reader, node), isGetter };
  }
  const name = typeof key === 'string' ? key : '';
  return { kind: 'property', range, key, keyRange, value: { kind: 'Identifier', range: keyRange, name } };
}
