import type { SyntaxNode } from '@lezer/common';
import type { ClassMember, ClassNode } from '../ast.ts';
import { functionOf } from './functions.ts';
import { childrenOf, isExpression, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

/** A class, declared or as an expression. */
export function classOf(reader: Reader, node: SyntaxNode): ClassNode {
  const children = childrenOf(node);
  const name = children.find((child) => child.name === 'VariableDefinition');
  const body = children.find((child) => child.name === 'ClassBody');
  return {
    kind: 'Class',
    range: rangeOf(node),
    name: name ? sliceOf(reader, name) : null,
    members: (body ? childrenOf(body) : []).flatMap((child) => memberOf(reader, child)),
  };
}

function memberOf(reader: Reader, node: SyntaxNode): ClassMember[] {
  const children = childrenOf(node);
  const key = children.find((child) => /^(?:Private)?PropertyDefinition$/.test(child.name));
  if (!key) return [];
  const has = (name: string): boolean => children.some((child) => child.name === name);
  const common = { name: sliceOf(reader, key), isStatic: has('static') };
  if (node.name === 'MethodDeclaration') {
    if (has('set')) return [];
    const value = functionOf(reader, node);
    return [
      { ...common, kind: has('get') ? 'getter' : 'method', value, keeps: keptParameters(reader, children) },
    ];
  }
  if (node.name !== 'PropertyDeclaration' || !has('Equals')) return [];
  return [{ ...common, kind: 'field', value: reader.expression(children.findLast(isExpression)) }];
}

/** The parameters of a TypeScript constructor that become properties: `constructor(private readonly app: Express)`. */
function keptParameters(reader: Reader, children: readonly SyntaxNode[]): string[] {
  const list = children.find((child) => child.name === 'ParamList');
  let keeps = false;
  return (list ? childrenOf(list) : []).flatMap((child) => {
    if (child.name === ',') keeps = false;
    if (child.name === 'Privacy' || child.name === 'readonly') keeps = true;
    return keeps && child.name === 'VariableDefinition' ? [sliceOf(reader, child)] : [];
  });
}
