import type { SyntaxNode } from '@lezer/common';
import type { Expression, Pattern, PropertyNode, Statement } from '../ast.ts';
import { childrenOf, isExpression, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

/** A TypeScript `enum` as the object that it is compiled to; members without a value count on. */
export function enumOf(reader: Reader, node: SyntaxNode): Statement {
  const range = rangeOf(node);
  const name = node.getChild('TypeDefinition');
  const body = node.getChild('EnumBody');
  const pattern: Pattern = { kind: 'name', name: name ? sliceOf(reader, name) : '', range };
  const properties = body ? membersOf(reader, childrenOf(body)) : [];
  return { kind: 'Declare', range, declarations: [{ pattern, init: { kind: 'Object', range, properties } }] };
}

function membersOf(reader: Reader, children: readonly SyntaxNode[]): PropertyNode[] {
  const members: PropertyNode[] = [];
  let count = 0;
  children.forEach((child, i) => {
    if (child.name !== 'PropertyName') return;
    const keyRange = rangeOf(child);
    const given = children[i + 1]?.name === 'Equals' ? children[i + 2] : undefined;
    const value: Expression =
      given && isExpression(given)
        ? reader.expression(given)
        : { kind: 'Number', range: keyRange, value: count };
    if (value.kind === 'Number') count = value.value + 1;
    const range = { start: keyRange.start, end: value.range.end };
    members.push({ kind: 'property', range, key: sliceOf(reader, child), keyRange, value });
  });
  return members;
}
