import type { SyntaxNode } from '@lezer/common';
import { parser } from '@lezer/javascript';
import type { Range } from '../../policy/range.ts';
import type {
  Element,
  Expression,
  FunctionNode,
  ImportedName,
  Parameter,
  Pattern,
  Program,
  PropertyNode,
  Statement,
  SwitchCase,
} from './ast.ts';

/** Deeper nesting than this is no code that a person wrote. */
const maxDepth = 150;
const error = '⚠';

/** Parses a module. `path` decides about TypeScript and JSX. Never throws; what cannot be read is left out. */
export function parse(text: string, path: string): Program {
  const tree = parser.configure({ dialect: dialectOf(path) }).parse(text);
  const broken: Range[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) broken.push({ start: node.from, end: node.to });
    },
  });
  return { body: new Converter(text).statements(tree.topNode), broken };
}

function dialectOf(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'ts jsx' : path.endsWith('.jsx') ? 'jsx' : '';
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'LineComment' && child.name !== 'BlockComment') children.push(child);
  }
  return children;
}

const statementNames = /(?:Statement|Declaration|Block)$/;
const typeNames = /(?:^Type|Type$|^TypeAnnotation$)/;

class Converter {
  readonly #text: string;
  #depth = 0;

  constructor(text: string) {
    this.#text = text;
  }

  statements(node: SyntaxNode): Statement[] {
    return childrenOf(node)
      .filter((child) => statementNames.test(child.name))
      .map((child) => this.statement(child));
  }

  statement(node: SyntaxNode): Statement {
    if (this.#depth > maxDepth) return { kind: 'Nothing', range: rangeOf(node) };
    this.#depth++;
    const statement = this.#statement(node);
    this.#depth--;
    return statement;
  }

  expression(node: SyntaxNode | null | undefined): Expression {
    if (!node) return { kind: 'Unknown', range: { start: 0, end: 0 } };
    if (this.#depth > maxDepth) return { kind: 'Unknown', range: rangeOf(node) };
    this.#depth++;
    const expression = this.#expression(node);
    this.#depth--;
    return expression;
  }

  #slice(node: SyntaxNode): string {
    return this.#text.slice(node.from, node.to);
  }

  #statement(node: SyntaxNode): Statement {
    const range = rangeOf(node);
    const children = childrenOf(node);
    switch (node.name) {
      case 'ImportDeclaration':
        return this.#import(node, children);
      case 'ExportDeclaration': {
        const inner = children.find((child) => statementNames.test(child.name));
        if (inner) return this.statement(inner);
        const value = children.find((child) => isExpression(child));
        return value
          ? { kind: 'Evaluate', range, value: this.expression(value) }
          : { kind: 'Nothing', range };
      }
      case 'VariableDeclaration':
        return { kind: 'Declare', range, declarations: this.#declarations(children) };
      case 'FunctionDeclaration': {
        const value = this.#function(node);
        const pattern: Pattern = { kind: 'name', name: value.name ?? '', range };
        return { kind: 'Declare', range, declarations: [{ pattern, init: value }] };
      }
      case 'ClassDeclaration':
        return this.#class(node, children);
      case 'ExpressionStatement':
        return { kind: 'Evaluate', range, value: this.expression(children.find(isExpression)) };
      case 'ReturnStatement': {
        const value = children.find(isExpression);
        return { kind: 'Return', range, value: value ? this.expression(value) : null };
      }
      case 'ThrowStatement':
        return { kind: 'Throw', range, value: this.expression(children.find(isExpression)) };
      case 'Block':
        return { kind: 'Block', range, body: this.statements(node) };
      case 'IfStatement':
        return this.#if(range, children);
      case 'ForStatement':
        return this.#for(range, children);
      case 'WhileStatement':
      case 'DoStatement': {
        const body = children.find((child) => statementNames.test(child.name));
        const test = children.find((child) => child.name === 'ParenthesizedExpression');
        return {
          kind: 'Loop',
          range,
          init: null,
          test: test ? this.expression(test) : null,
          update: null,
          body: body ? this.statement(body) : { kind: 'Nothing', range },
        };
      }
      case 'TryStatement':
        return this.#try(range, children);
      case 'SwitchStatement':
        return this.#switch(range, children);
      case 'BreakStatement':
        return { kind: 'Break', range };
      case 'ContinueStatement':
        return { kind: 'Continue', range };
      default:
        return { kind: 'Nothing', range };
    }
  }

  #import(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    const range = rangeOf(node);
    const required = /^import\s+([\w$]+)\s*=\s*require\(\s*(['"])([^'"\n]+)\2/.exec(
      this.#text.slice(node.from, node.from + 500),
    );
    if (required) {
      return {
        kind: 'Import',
        range,
        from: required[3] ?? '',
        names: [{ imported: '*', local: required[1] ?? '' }],
      };
    }
    const source = children.findLast((child) => child.name === 'String');
    const names: ImportedName[] = [];
    const isWhole = children.some((child) => child.name === 'Star');
    for (const child of children) {
      if (child.name === 'VariableDefinition') {
        names.push({ imported: isWhole ? '*' : 'default', local: this.#slice(child) });
      }
      if (child.name === 'ImportGroup') names.push(...this.#importGroup(child));
    }
    return { kind: 'Import', range, from: source ? this.#string(source).value : '', names };
  }

  #importGroup(group: SyntaxNode): ImportedName[] {
    const names: ImportedName[] = [];
    let imported: string | null = null;
    for (const child of childrenOf(group)) {
      if (child.name === 'VariableName' || child.name === 'default') imported = this.#slice(child);
      if (child.name !== 'VariableDefinition') continue;
      const local = this.#slice(child);
      names.push({ imported: imported ?? local, local });
      imported = null;
    }
    return names;
  }

  #declarations(children: readonly SyntaxNode[]): { pattern: Pattern; init: Expression | null }[] {
    const declarations: { pattern: Pattern; init: Expression | null }[] = [];
    let pattern: Pattern | null = null;
    let assigned = false;
    for (const child of children) {
      if (isPattern(child)) {
        if (pattern) declarations.push({ pattern, init: null });
        pattern = this.#pattern(child);
        assigned = false;
      } else if (child.name === 'Equals') {
        assigned = true;
      } else if (pattern && assigned && isExpression(child)) {
        declarations.push({ pattern, init: this.expression(child) });
        pattern = null;
      }
    }
    if (pattern) declarations.push({ pattern, init: null });
    return declarations;
  }

  #pattern(node: SyntaxNode): Pattern {
    const range = rangeOf(node);
    if (node.name === 'VariableDefinition') return { kind: 'name', name: this.#slice(node), range };
    if (node.name === 'ObjectPattern') {
      const entries = childrenOf(node)
        .filter((child) => child.name === 'PatternProperty')
        .map((child) => this.#patternProperty(child));
      return { kind: 'object', range, entries };
    }
    if (node.name === 'ArrayPattern') return { kind: 'array', range, items: this.#parameters(node, true) };
    return { kind: 'unknown', range };
  }

  #patternProperty(node: SyntaxNode): { key: string | null; parameter: Parameter } {
    const children = childrenOf(node);
    const key = children.find((child) =>
      ['PropertyName', 'String', 'VariableDefinition'].includes(child.name),
    );
    const target = children.findLast(isPattern);
    const equals = children.findIndex((child) => child.name === 'Equals');
    const rest = children.some((child) => child.name === 'Spread');
    const keyText = key ? (key.name === 'String' ? this.#string(key).value : this.#slice(key)) : null;
    return {
      key: rest ? null : keyText,
      parameter: {
        pattern: target ? this.#pattern(target) : { kind: 'unknown', range: rangeOf(node) },
        fallback: equals < 0 ? null : this.expression(children[equals + 1]),
        rest,
      },
    };
  }

  #parameters(list: SyntaxNode, holes: true): (Parameter | null)[];
  #parameters(list: SyntaxNode, holes: false): Parameter[];
  #parameters(list: SyntaxNode, holes: boolean): (Parameter | null)[] {
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
        pattern: this.#pattern(child),
        fallback: hasFallback ? this.expression(children[equals + 1]) : null,
        rest,
      });
      rest = false;
      filled = true;
    });
    return parameters;
  }

  #if(range: Range, children: readonly SyntaxNode[]): Statement {
    const test = children.find((child) => child.name === 'ParenthesizedExpression');
    const [then, otherwise] = children.filter((child) => statementNames.test(child.name));
    return {
      kind: 'If',
      range,
      test: this.expression(test),
      then: then ? this.statement(then) : { kind: 'Nothing', range },
      otherwise: otherwise ? this.statement(otherwise) : null,
    };
  }

  #for(range: Range, children: readonly SyntaxNode[]): Statement {
    const spec = children.find((child) => child.name.startsWith('For'));
    const bodyNode = children.find((child) => statementNames.test(child.name));
    const body: Statement = bodyNode ? this.statement(bodyNode) : { kind: 'Nothing', range };
    const parts = spec ? childrenOf(spec) : [];
    if (spec?.name === 'ForOfSpec') {
      const target = parts.find(isPattern);
      const list = parts.findLast(isExpression);
      const pattern: Pattern = target ? this.#pattern(target) : { kind: 'unknown', range };
      return { kind: 'ForOf', range, pattern, list: this.expression(list), body };
    }
    if (spec?.name !== 'ForSpec') return { kind: 'Loop', range, init: null, test: null, update: null, body };
    const init = parts.find((child) => child.name === 'VariableDeclaration');
    const [test, update] = parts.filter(isExpression);
    return {
      kind: 'Loop',
      range,
      init: init ? this.statement(init) : null,
      test: test ? this.expression(test) : null,
      update: update ? this.expression(update) : null,
      body,
    };
  }

  #try(range: Range, children: readonly SyntaxNode[]): Statement {
    const body = children.find((child) => child.name === 'Block');
    const caught = children.find((child) => child.name === 'CatchClause');
    const last = children.find((child) => child.name === 'FinallyClause');
    const blockOf = (node: SyntaxNode | undefined): Statement | null => {
      const block = node?.getChild('Block');
      return block ? this.statement(block) : null;
    };
    const name = caught?.getChild('VariableDefinition');
    return {
      kind: 'Try',
      range,
      body: body ? this.statement(body) : { kind: 'Nothing', range },
      name: name ? this.#slice(name) : null,
      handler: blockOf(caught),
      finalizer: blockOf(last),
    };
  }

  #switch(range: Range, children: readonly SyntaxNode[]): Statement {
    const value = children.find((child) => child.name === 'ParenthesizedExpression');
    const body = children.find((child) => child.name === 'SwitchBody');
    const cases: { test: Expression | null; body: Statement[] }[] = [];
    for (const child of body ? childrenOf(body) : []) {
      if (child.name === 'CaseLabel') {
        cases.push({ test: this.expression(childrenOf(child).find(isExpression)), body: [] });
      } else if (child.name === 'DefaultLabel') {
        cases.push({ test: null, body: [] });
      } else if (statementNames.test(child.name)) {
        cases.at(-1)?.body.push(this.statement(child));
      }
    }
    return { kind: 'Switch', range, value: this.expression(value), cases: cases satisfies SwitchCase[] };
  }

  #class(node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
    const name = children.find((child) => child.name === 'VariableDefinition');
    const body = children.find((child) => child.name === 'ClassBody');
    const methods = (body ? childrenOf(body) : [])
      .filter((child) => child.name === 'MethodDeclaration')
      .map((child) => this.#function(child));
    return { kind: 'Class', range: rangeOf(node), name: name ? this.#slice(name) : null, methods };
  }

  #expression(node: SyntaxNode): Expression {
    const range = rangeOf(node);
    const children = childrenOf(node);
    switch (node.name) {
      case 'String':
        return this.#string(node);
      case 'TemplateString':
        return this.#template(node, children);
      case 'Number':
        return { kind: 'Number', range, value: Number(this.#slice(node).replaceAll('_', '')) };
      case 'BooleanLiteral':
        return { kind: 'Boolean', range, value: this.#slice(node) === 'true' };
      case 'null':
        return { kind: 'Null', range };
      case 'RegExp':
        return this.#regExp(node);
      case 'VariableName':
      case 'this':
      case 'super':
        return { kind: 'Identifier', range, name: this.#slice(node) };
      case 'ArrayExpression':
        return { kind: 'Array', range, elements: this.#elements(children) };
      case 'ObjectExpression':
        return { kind: 'Object', range, properties: this.#properties(children) };
      case 'ArrowFunction':
      case 'FunctionExpression':
        return this.#function(node);
      case 'CallExpression':
      case 'NewExpression':
        return this.#call(node, children);
      case 'MemberExpression':
        return this.#member(range, children);
      case 'ParenthesizedExpression':
        return this.expression(children.find(isExpression));
      case 'UnaryExpression':
        return {
          kind: 'Unary',
          range,
          operator: children[0] ? this.#slice(children[0]) : '',
          argument: this.expression(children.at(-1)),
        };
      case 'PostfixExpression':
        return this.#postfix(range, children);
      case 'PrefixCast':
        return this.expression(children.findLast(isExpression));
      case 'BinaryExpression':
        return this.#binary(range, children);
      case 'ConditionalExpression': {
        const [test, then, otherwise] = children.filter(isExpression);
        return {
          kind: 'Conditional',
          range,
          test: this.expression(test),
          then: this.expression(then),
          otherwise: this.expression(otherwise),
        };
      }
      case 'AssignmentExpression': {
        const operator = children.find((child) => child.name === 'Equals' || child.name === 'UpdateOp');
        return {
          kind: 'Assign',
          range,
          operator: operator ? this.#slice(operator) : '=',
          target: this.expression(children[0]),
          value: this.expression(children.at(-1)),
        };
      }
      case 'AwaitExpression':
        return { kind: 'Await', range, argument: this.expression(children.at(-1)) };
      case 'SequenceExpression':
        return {
          kind: 'Sequence',
          range,
          items: children.filter(isExpression).map((child) => this.expression(child)),
        };
      default:
        return { kind: 'Unknown', range };
    }
  }

  #postfix(range: Range, children: readonly SyntaxNode[]): Expression {
    const argument = this.expression(children[0]);
    const operator = children[1] ? this.#slice(children[1]) : '';
    return operator === '!' ? argument : { kind: 'Unary', range, operator: `post${operator}`, argument };
  }

  #binary(range: Range, children: readonly SyntaxNode[]): Expression {
    const operator = children[1] ? this.#slice(children[1]) : '';
    const left = this.expression(children[0]);
    if (operator === 'as' || operator === 'satisfies') return left;
    return { kind: 'Binary', range, operator, left, right: this.expression(children[2]) };
  }

  #member(range: Range, children: readonly SyntaxNode[]): Expression {
    const object = this.expression(children[0]);
    const optional = isOptional(children, object);
    const name = children.find(
      (child) => child.name === 'PropertyName' || child.name === 'PrivatePropertyName',
    );
    if (name) return { kind: 'Member', range, object, property: this.#slice(name), optional };
    return {
      kind: 'Member',
      range,
      object,
      property: this.expression(children.slice(1).find(isExpression)),
      optional,
    };
  }

  #call(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    const range = rangeOf(node);
    const list = node.getChild('ArgList');
    if (list?.getChild(error)) return { kind: 'Unknown', range };
    const callee = this.expression(children.find(isExpression));
    return {
      kind: 'Call',
      range,
      isNew: node.name === 'NewExpression',
      optional: isOptional(children, callee),
      callee,
      args: list ? this.#elements(childrenOf(list)) : [],
    };
  }

  #elements(children: readonly SyntaxNode[]): Element[] {
    const elements: Element[] = [];
    let spread = false;
    for (const child of children) {
      if (child.name === 'Spread') spread = true;
      if (!isExpression(child)) continue;
      elements.push({ spread, value: this.expression(child) });
      spread = false;
    }
    return elements;
  }

  #properties(children: readonly SyntaxNode[]): PropertyNode[] {
    return children.filter((child) => child.name === 'Property').map((child) => this.#property(child));
  }

  #property(node: SyntaxNode): PropertyNode {
    const range = rangeOf(node);
    const children = childrenOf(node);
    const [first] = children;
    if (first?.name === 'Spread') return { kind: 'spread', range, value: this.expression(children[1]) };
    const colon = children.findIndex((child) => child.name === ':');
    const isComputed = first?.name === '[';
    const keyNode = isComputed
      ? children[1]
      : children.find((child) => /PropertyDefinition|^String$|^Number$/.test(child.name));
    const keyRange = keyNode ? rangeOf(keyNode) : range;
    const key = !keyNode
      ? ''
      : isComputed
        ? this.expression(keyNode)
        : keyNode.name === 'String'
          ? this.#string(keyNode).value
          : this.#slice(keyNode);
    if (colon >= 0)
      return { kind: 'property', range, key, keyRange, value: this.expression(children[colon + 1]) };
    if (node.getChild('ParamList'))
      return { kind: 'property', range, key, keyRange, value: this.#function(node) };
    const name = typeof key === 'string' ? key : '';
    return { kind: 'property', range, key, keyRange, value: { kind: 'Identifier', range: keyRange, name } };
  }

  #function(node: SyntaxNode): FunctionNode {
    const children = childrenOf(node);
    const name = children.find((child) => /^(?:Variable|Property)Definition$/.test(child.name));
    const list = node.getChild('ParamList');
    const arrow = children.findIndex((child) => child.name === 'Arrow');
    const block = node.getChild('Block');
    const isArrow = node.name === 'ArrowFunction';
    const lone = isArrow && !list && name ? [this.#loneParameter(name)] : [];
    return {
      kind: 'Function',
      range: rangeOf(node),
      name: !isArrow && name ? this.#slice(name) : null,
      isAsync: children.some((child) => child.name === 'async'),
      params: list ? this.#parameters(list, false) : lone,
      body: block ? this.statements(block) : this.expression(children[arrow + 1]),
    };
  }

  #loneParameter(name: SyntaxNode): Parameter {
    return { pattern: this.#pattern(name), fallback: null, rest: false };
  }

  #template(node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
    const parts: (string | Expression)[] = [];
    let at = node.from + 1;
    for (const child of children) {
      if (child.name !== 'Interpolation') continue;
      parts.push(unescape(this.#text.slice(at, child.from)));
      parts.push(this.expression(childrenOf(child).find(isExpression)));
      at = child.to;
    }
    parts.push(unescape(this.#text.slice(at, node.to - 1)));
    return { kind: 'Template', range: rangeOf(node), inner: innerOf(node), parts };
  }

  #string(node: SyntaxNode): Extract<Expression, { kind: 'String' }> {
    const inner = innerOf(node);
    const value = unescape(this.#text.slice(inner.start, inner.end));
    return { kind: 'String', range: rangeOf(node), value, inner };
  }

  #regExp(node: SyntaxNode): Expression {
    const text = this.#slice(node);
    const close = text.lastIndexOf('/');
    return {
      kind: 'RegExp',
      range: rangeOf(node),
      source: text.slice(1, close),
      flags: text.slice(close + 1),
      inner: { start: node.from + 1, end: node.from + close },
    };
  }
}

function isOptional(children: readonly SyntaxNode[], inner: Expression): boolean {
  const continued = (inner.kind === 'Member' || inner.kind === 'Call') && inner.optional;
  return continued || children.some((child) => child.name === '?.');
}

function rangeOf(node: SyntaxNode): Range {
  return { start: node.from, end: node.to };
}

function innerOf(node: SyntaxNode): Range {
  return { start: node.from + 1, end: Math.max(node.from + 1, node.to - 1) };
}

function isPattern(node: SyntaxNode): boolean {
  return node.name === 'VariableDefinition' || node.name === 'ObjectPattern' || node.name === 'ArrayPattern';
}

const expressionNames =
  /(?:Expression|Function|Literal)$|^(?:String|TemplateString|Number|RegExp|VariableName|PrefixCast|this|super|null)$/;

function isExpression(node: SyntaxNode): boolean {
  return expressionNames.test(node.name) && !typeNames.test(node.name);
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** The text that a string literal's characters stand for. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g,
    (_, braced?: string, four?: string, two?: string, one?: string) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
      if (one === undefined || /^[\r\n\u2028\u2029]/.test(one)) return '';
      return simpleEscapes[one] ?? one;
    },
  );
}
