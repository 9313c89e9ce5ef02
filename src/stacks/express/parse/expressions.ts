import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../../policy/range.ts';
import type { Expression } from '../ast.ts';
import { classOf } from './classes.ts';
import { arrowOf } from './arrowHead.ts';
import { functionOf, statementsOf } from './functions.ts';
import { regExpOf, stringOf, templateOf } from './literals.ts';
import { childrenOf, isExpression, rangeOf, sliceOf } from './nodes.ts';
import { elementsOf, propertiesOf } from './objects.ts';
import type { Reader } from './reader.ts';

const error = '⚠';

/** Any expression. */
export function readExpression(reader: Reader, node: SyntaxNode): Expression {
  const range = rangeOf(node);
  const children = childrenOf(node);
  switch (node.name) {
    case 'String':
      return stringOf(reader, node);
    case 'TemplateString':
      return templateOf(reader, node, children);
    case 'Number':
      return { kind: 'Number', range, value: Number(sliceOf(reader, node).replaceAll('_', '')) };
    case 'BooleanLiteral':
      return { kind: 'Boolean', range, value: sliceOf(reader, node) === 'true' };
    case 'null':
      return { kind: 'Null', range };
    case 'RegExp':
      return regExpOf(reader, node);
    case 'VariableName':
    case 'this':
    case 'super':
      return { kind: 'Identifier', range, name: sliceOf(reader, node) };
    case 'ArrayExpression':
      return { kind: 'Array', range, elements: elementsOf(reader, children) };
    case 'ObjectExpression': {
      const head = reader.arrowAt(node);
      if (head) return arrowOf(head, node.to, () => statementsOf(reader, node));
      return { kind: 'Object', range, properties: propertiesOf(reader, children) };
    }
    case 'ArrowFunction':
    case 'FunctionExpression':
      return functionOf(reader, node);
    case 'ClassExpression':
      return classOf(reader, node);
    case 'InstantiationExpression':
      return reader.expression(children[0]);
    case 'CallExpression':
    case 'NewExpression':
      return callOf(reader, node, children);
    case 'DynamicImport': {
      const callee = { kind: 'Identifier', range, name: 'require' } as const;
      return {
        kind: 'Call',
        range,
        isNew: false,
        optional: false,
        callee,
        args: elementsOf(reader, children),
      };
    }
    case 'MemberExpression':
      return memberOf(reader, range, children);
    case 'ParenthesizedExpression':
      return reader.expression(children.find(isExpression));
    case 'UnaryExpression':
      return {
        kind: 'Unary',
        range,
        operator: children[0] ? sliceOf(reader, children[0]) : '',
        argument: reader.expression(children.at(-1)),
      };
    case 'PostfixExpression':
      return postfixOf(reader, range, children);
    case 'PrefixCast':
      return reader.expression(children.findLast(isExpression));
    case 'BinaryExpression':
      return binaryOf(reader, range, children);
    case 'ConditionalExpression': {
      const [test, then, otherwise] = children.filter(isExpression);
      return {
        kind: 'Conditional',
        range,
        test: reader.expression(test),
        then: reader.expression(then),
        otherwise: reader.expression(otherwise),
      };
    }
    case 'AssignmentExpression': {
      const operator = children.find((child) => child.name === 'Equals' || child.name === 'UpdateOp');
      return {
        kind: 'Assign',
        range,
        operator: operator ? sliceOf(reader, operator) : '=',
        target: reader.expression(children[0]),
        value: reader.expression(children.at(-1)),
      };
    }
    case 'AwaitExpression':
      return { kind: 'Await', range, argument: reader.expression(children.at(-1)) };
    case 'SequenceExpression':
      return {
        kind: 'Sequence',
        range,
        items: children.filter(isExpression).map((child) => reader.expression(child)),
      };
    default:
      return { kind: 'Unknown', range };
  }
}

function postfixOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Expression {
  const argument = reader.expression(children[0]);
  const operator = children[1] ? sliceOf(reader, children[1]) : '';
  return operator === '!' ? argument : { kind: 'Unary', range, operator: `post${operator}`, argument };
}

function binaryOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Expression {
  const operator = children[1] ? sliceOf(reader, children[1]) : '';
  const left = reader.expression(children[0]);
  if (operator === 'as' || operator === 'satisfies') return left;
  return { kind: 'Binary', range, operator, left, right: reader.expression(children[2]) };
}

function memberOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Expression {
  const object = reader.expression(children[0]);
  const optional = isOptional(children, object);
  const name = children.find(
    (child) => child.name === 'PropertyName' || child.name === 'PrivatePropertyName',
  );
  if (name) return { kind: 'Member', range, object, property: sliceOf(reader, name), optional };
  return {
    kind: 'Member',
    range,
    object,
    property: reader.expression(children.slice(1).find(isExpression)),
    optional,
  };
}

function callOf(reader: Reader, node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
  const range = rangeOf(node);
  const list = node.getChild('ArgList');
  if (list?.getChild(error)) return { kind: 'Unknown', range };
  const callee = reader.expression(children.find(isExpression));
  return {
    kind: 'Call',
    range,
    isNew: node.name === 'NewExpression',
    optional: isOptional(children, callee),
    callee,
    args: list ? elementsOf(reader, childrenOf(list)) : [],
  };
}

/** Parentheses end a chain: what follows them is done to what came out of it. */
function isOptional(children: readonly SyntaxNode[], inner: Expression): boolean {
  const isClosed = children[0]?.name === 'ParenthesizedExpression';
  const continued = !isClosed && (inner.kind === 'Member' || inner.kind === 'Call') && inner.optional;
  return continued || children.some((child) => child.name === '?.');
}
