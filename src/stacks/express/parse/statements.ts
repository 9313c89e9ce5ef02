import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../../policy/range.ts';
import type { Expression, Pattern, Statement, SwitchCase } from '../ast.ts';
import { classOf } from './classes.ts';
import { enumOf } from './enums.ts';
import { functionOf, statementsOf } from './functions.ts';
import { defaultName, importOf } from './modules.ts';
import { childrenOf, isExpression, isPattern, isStatement, rangeOf, sliceOf } from './nodes.ts';
import { patternOf } from './patterns.ts';
import type { Reader } from './reader.ts';

/** Any statement; nothing for what has no meaning at run time. */
export function readStatement(reader: Reader, node: SyntaxNode): Statement {
  const range = rangeOf(node);
  const children = childrenOf(node);
  switch (node.name) {
    case 'ImportDeclaration':
      return importOf(reader, node, children);
    case 'ExportDeclaration': {
      const inner = children.find((child) => isStatement(child));
      if (inner) return reader.statement(inner);
      const value = children.find((child) => isExpression(child));
      if (!value) return { kind: 'Nothing', range };
      const pattern: Pattern = { kind: 'name', name: defaultName, range };
      return { kind: 'Declare', range, declarations: [{ pattern, init: reader.expression(value) }] };
    }
    case 'VariableDeclaration':
      return { kind: 'Declare', range, declarations: declarationsOf(reader, children) };
    case 'FunctionDeclaration': {
      const value = functionOf(reader, node);
      const pattern: Pattern = { kind: 'name', name: value.name ?? '', range };
      return { kind: 'Declare', range, declarations: [{ pattern, init: value }] };
    }
    case 'ClassDeclaration':
      return classOf(reader, node);
    case 'EnumDeclaration':
      return enumOf(reader, node);
    case 'ExpressionStatement':
      return { kind: 'Evaluate', range, value: reader.expression(children.find(isExpression)) };
    case 'ReturnStatement': {
      const value = children.find(isExpression);
      return { kind: 'Return', range, value: value ? reader.expression(value) : null };
    }
    case 'ThrowStatement':
      return { kind: 'Throw', range, value: reader.expression(children.find(isExpression)) };
    case 'Block':
      return { kind: 'Block', range, body: statementsOf(reader, node) };
    case 'IfStatement':
      return ifOf(reader, range, children);
    case 'ForStatement':
      return loopOf(reader, range, children);
    case 'WhileStatement':
    case 'DoStatement': {
      const body = children.find((child) => isStatement(child));
      const test = children.find((child) => child.name === 'ParenthesizedExpression');
      return {
        kind: 'Loop',
        range,
        init: null,
        test: test ? reader.expression(test) : null,
        update: null,
        body: body ? reader.statement(body) : { kind: 'Nothing', range },
      };
    }
    case 'TryStatement':
      return tryOf(reader, range, children);
    case 'SwitchStatement':
      return switchOf(reader, range, children);
    case 'BreakStatement':
      return { kind: 'Break', range };
    case 'ContinueStatement':
      return { kind: 'Continue', range };
    default:
      return { kind: 'Nothing', range };
  }
}

function declarationsOf(
  reader: Reader,
  children: readonly SyntaxNode[],
): { pattern: Pattern; init: Expression | null }[] {
  const declarations: { pattern: Pattern; init: Expression | null }[] = [];
  let pattern: Pattern | null = null;
  let assigned = false;
  for (const child of children) {
    if (isPattern(child)) {
      if (pattern) declarations.push({ pattern, init: null });
      pattern = patternOf(reader, child);
      assigned = false;
    } else if (child.name === 'Equals') {
      assigned = true;
    } else if (pattern && assigned && isExpression(child)) {
      declarations.push({ pattern, init: reader.expression(child) });
      pattern = null;
    }
  }
  if (pattern) declarations.push({ pattern, init: null });
  return declarations;
}

function ifOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Statement {
  const test = children.find((child) => child.name === 'ParenthesizedExpression');
  const [then, otherwise] = children.filter((child) => isStatement(child));
  return {
    kind: 'If',
    range,
    test: reader.expression(test),
    then: then ? reader.statement(then) : { kind: 'Nothing', range },
    otherwise: otherwise ? reader.statement(otherwise) : null,
  };
}

function loopOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Statement {
  const spec = children.find((child) => child.name.startsWith('For'));
  const bodyNode = children.find((child) => isStatement(child));
  const body: Statement = bodyNode ? reader.statement(bodyNode) : { kind: 'Nothing', range };
  const parts = spec ? childrenOf(spec) : [];
  if (spec?.name === 'ForOfSpec' || spec?.name === 'ForInSpec') {
    const target = parts.find(isPattern);
    const list = parts.findLast(isExpression);
    const pattern: Pattern = target ? patternOf(reader, target) : { kind: 'unknown', range };
    const over = spec.name === 'ForInSpec' ? 'keys' : 'items';
    return { kind: 'ForOf', range, pattern, over, list: reader.expression(list), body };
  }
  if (spec?.name !== 'ForSpec') return { kind: 'Loop', range, init: null, test: null, update: null, body };
  const init = parts.find((child) => child.name === 'VariableDeclaration');
  const [test, update] = parts.filter(isExpression);
  return {
    kind: 'Loop',
    range,
    init: init ? reader.statement(init) : null,
    test: test ? reader.expression(test) : null,
    update: update ? reader.expression(update) : null,
    body,
  };
}

function tryOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Statement {
  const body = children.find((child) => child.name === 'Block');
  const caught = children.find((child) => child.name === 'CatchClause');
  const last = children.find((child) => child.name === 'FinallyClause');
  const blockOf = (node: SyntaxNode | undefined): Statement | null => {
    const block = node?.getChild('Block');
    return block ? reader.statement(block) : null;
  };
  const name = caught?.getChild('VariableDefinition');
  return {
    kind: 'Try',
    range,
    body: body ? reader.statement(body) : { kind: 'Nothing', range },
    name: name ? sliceOf(reader, name) : null,
    handler: blockOf(caught),
    finalizer: blockOf(last),
  };
}

function switchOf(reader: Reader, range: Range, children: readonly SyntaxNode[]): Statement {
  const value = children.find((child) => child.name === 'ParenthesizedExpression');
  const body = children.find((child) => child.name === 'SwitchBody');
  const cases: { test: Expression | null; body: Statement[] }[] = [];
  for (const child of body ? childrenOf(body) : []) {
    if (child.name === 'CaseLabel') {
      cases.push({ test: reader.expression(childrenOf(child).find(isExpression)), body: [] });
    } else if (child.name === 'DefaultLabel') {
      cases.push({ test: null, body: [] });
    } else if (isStatement(child)) {
      cases.at(-1)?.body.push(reader.statement(child));
    }
  }
  return { kind: 'Switch', range, value: reader.expression(value), cases: cases satisfies SwitchCase[] };
}
