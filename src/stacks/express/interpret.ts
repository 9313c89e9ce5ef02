import type { Range } from '../../policy/range.ts';
import type { CallNode, Expression, FunctionNode, MemberNode, Parameter, Pattern, Statement } from './ast.ts';
import { memberOf } from './builtins.ts';
import { CannotTell, Thrown, type Run } from './run.ts';
import {
  bool,
  isNothing,
  nullValue,
  num,
  same,
  taintOf,
  text,
  toText,
  truth,
  undefinedValue,
  unknown,
  type Argument,
  type FunctionValue,
  type ObjectValue,
  type Property,
  type Scope,
  type Unknown,
  type Value,
} from './values.ts';

type Completion =
  { readonly type: 'normal' | 'break' | 'continue' } | { readonly type: 'return'; readonly value: Value };

const normal: Completion = { type: 'normal' };
const maxCalls = 40;
const maxRounds = 500;

/** Words without which a stretch of code cannot matter for CORS. */
const relevant =
  /\b(?:return|throw|break|continue|next|cors|origin|options)\b|access-control|\.(?:use|set|header|setHeader|append|vary|push|add|all|send|json|end|status)\b|[^=!<>]=[^=>]/i;

/** What lies outside of the module. */
export interface Surroundings {
  importModule(name: string, imported: string): Value;
  /** A method call on a value that is not known, such as an app that came in as a parameter. */
  callOnUnknown(object: Unknown, method: string, args: readonly Argument[], node: CallNode): void;
}

/** Works out what a module does, without running it. Pure but for the values it makes. */
export class Interpreter {
  run: Run;
  readonly #source: string;
  readonly #around: Surroundings;

  constructor(run: Run, source: string, around: Surroundings) {
    this.run = run;
    this.#source = source;
    this.#around = around;
  }

  sourceOf(range: Range): string {
    return this.#source.slice(range.start, range.end);
  }

  /** Runs statements in `scope`, in which their functions are known from the start. */
  block(body: readonly Statement[], scope: Scope): Completion {
    this.hoist(body, scope);
    for (const statement of body) {
      const completion = this.statement(statement, scope);
      if (completion.type !== 'normal') return completion;
    }
    return normal;
  }

  /** Makes the functions that `body` declares. */
  hoist(body: readonly Statement[], scope: Scope): void {
    for (const statement of body) {
      if (statement.kind !== 'Declare') continue;
      for (const { pattern, init } of statement.declarations) {
        if (pattern.kind === 'name' && init?.kind === 'Function' && init.name === pattern.name) {
          scope.names.set(pattern.name, this.#closure(init, scope));
        }
      }
    }
  }

  statement(statement: Statement, scope: Scope): Completion {
    this.run.step();
    switch (statement.kind) {
      case 'Declare':
        this.#declare(statement, scope);
        return normal;
      case 'Import':
        for (const { imported, local } of statement.names) {
          scope.names.set(local, this.#around.importModule(statement.from, imported));
        }
        return normal;
      case 'Evaluate':
        this.evaluate(statement.value, scope);
        return normal;
      case 'Return':
        return {
          type: 'return',
          value: statement.value ? this.evaluate(statement.value, scope) : undefinedValue,
        };
      case 'Throw':
        throw new Thrown(this.evaluate(statement.value, scope));
      case 'Block':
        return this.block(statement.body, newScope(scope));
      case 'If':
        return this.#if(statement, scope);
      case 'ForOf':
        return this.#forOf(statement, scope);
      case 'Loop':
        return this.#loop(statement, newScope(scope));
      case 'Try':
        return this.#try(statement, scope);
      case 'Switch':
        return this.#switch(statement, newScope(scope));
      case 'Break':
        return { type: 'break' };
      case 'Continue':
        return { type: 'continue' };
      case 'Class':
        this.#class(statement, scope);
        return normal;
      case 'Nothing':
        return normal;
    }
  }

  #declare(statement: Extract<Statement, { kind: 'Declare' }>, scope: Scope): void {
    for (const { pattern, init } of statement.declarations) {
      if (pattern.kind === 'name' && init?.kind === 'Function' && scope.names.has(pattern.name)) {
        if (init.name === pattern.name) continue;
      }
      this.bind(pattern, init ? this.evaluate(init, scope) : undefinedValue, scope);
    }
  }

  /** Its methods are looked at by themselves, as functions that somebody calls. */
  #class(statement: Extract<Statement, { kind: 'Class' }>, scope: Scope): void {
    for (const method of statement.methods) this.#closure(method, scope);
    if (statement.name) scope.names.set(statement.name, unknown('a class', `class ${statement.name}`));
  }

  #if(statement: Extract<Statement, { kind: 'If' }>, scope: Scope): Completion {
    const test = this.evaluate(statement.test, scope);
    const known = truth(test);
    const branches = [statement.then, statement.otherwise];
    if (known === null && !branches.some((branch) => branch && this.matters(branch.range))) return normal;
    const holds = known ?? this.decideOn(test, statement.test.range);
    const branch = holds ? statement.then : statement.otherwise;
    return branch ? this.statement(branch, scope) : normal;
  }

  matters(range: Range): boolean {
    return relevant.test(this.sourceOf(range));
  }

  /** Decides an unknown value's truth for this run. */
  decideOn(value: Value, range: Range): boolean {
    return this.run.decide(value.type === 'unknown' ? value.key : this.sourceOf(range));
  }

  #forOf(statement: Extract<Statement, { kind: 'ForOf' }>, scope: Scope): Completion {
    const list = listOf(this.evaluate(statement.list, scope));
    if (!list) {
      if (this.matters(statement.body.range)) throw new CannotTell();
      return normal;
    }
    for (const item of list.slice(0, maxRounds)) {
      const inner = newScope(scope);
      this.bind(statement.pattern, item, inner);
      const completion = this.statement(statement.body, inner);
      if (completion.type === 'break') break;
      if (completion.type === 'return') return completion;
    }
    return normal;
  }

  #loop(statement: Extract<Statement, { kind: 'Loop' }>, scope: Scope): Completion {
    if (statement.init) this.statement(statement.init, scope);
    for (let round = 0; ; round++) {
      if (round > maxRounds) throw new CannotTell();
      const test = statement.test ? this.evaluate(statement.test, scope) : bool(true);
      const holds = truth(test);
      if (holds === null) {
        if (this.matters(statement.body.range)) throw new CannotTell();
        return normal;
      }
      if (!holds) return normal;
      const completion = this.statement(statement.body, scope);
      if (completion.type === 'break') return normal;
      if (completion.type === 'return') return completion;
      if (statement.update) this.evaluate(statement.update, scope);
    }
  }

  #try(statement: Extract<Statement, { kind: 'Try' }>, scope: Scope): Completion {
    let completion: Completion;
    try {
      completion = this.statement(statement.body, scope);
    } catch (error) {
      if (!(error instanceof Thrown) || !statement.handler) throw error;
      const inner = newScope(scope);
      if (statement.name) inner.names.set(statement.name, error.value);
      completion = this.statement(statement.handler, inner);
    }
    if (!statement.finalizer) return completion;
    const last = this.statement(statement.finalizer, scope);
    return last.type === 'normal' ? completion : last;
  }

  #switch(statement: Extract<Statement, { kind: 'Switch' }>, scope: Scope): Completion {
    const value = this.evaluate(statement.value, scope);
    let from = -1;
    for (const [i, one] of statement.cases.entries()) {
      if (!one.test) continue;
      const test = this.evaluate(one.test, scope);
      const equal = this.#equal(value, test);
      if (
        equal ??
        this.run.decide(`${this.sourceOf(statement.value.range)}===${this.sourceOf(one.test.range)}`)
      ) {
        from = i;
        break;
      }
    }
    if (from < 0) from = statement.cases.findIndex((one) => one.test === null);
    if (from < 0) return normal;
    for (const { body } of statement.cases.slice(from)) {
      const completion = this.block(body, scope);
      if (completion.type === 'break') return normal;
      if (completion.type !== 'normal') return completion;
    }
    return normal;
  }

  bind(pattern: Pattern, value: Value, scope: Scope): void {
    switch (pattern.kind) {
      case 'name':
        scope.names.set(pattern.name, value);
        return;
      case 'object':
        for (const { key, parameter } of pattern.entries) {
          const part =
            key === null || parameter.rest ? this.#restOf(value, pattern.range) : this.member(value, key);
          this.#bindParameter(parameter, part, scope);
        }
        return;
      case 'array': {
        const items = listOf(value);
        pattern.items.forEach((parameter, i) => {
          if (!parameter) return;
          const item = items ? (items[i] ?? undefinedValue) : this.member(value, String(i));
          this.#bindParameter(parameter, parameter.rest ? listValue(items?.slice(i)) : item, scope);
        });
        return;
      }
      case 'unknown':
        return;
    }
  }

  #restOf(value: Value, range: Range): Value {
    return unknown('the rest of an object', `rest ${range.start} ${value.type}`);
  }

  #bindParameter(parameter: Parameter, value: Value, scope: Scope): void {
    const given =
      value.type === 'undefined' && parameter.fallback ? this.evaluate(parameter.fallback, scope) : value;
    this.bind(parameter.pattern, given, scope);
  }

  evaluate(expression: Expression, scope: Scope): Value {
    this.run.step();
    switch (expression.kind) {
      case 'String':
        return { type: 'text', value: expression.value, literal: expression.inner };
      case 'Template':
        return this.#template(expression, scope);
      case 'Number':
        return num(expression.value);
      case 'Boolean':
        return bool(expression.value);
      case 'Null':
        return nullValue;
      case 'RegExp':
        return {
          type: 'regex',
          source: expression.source,
          flags: expression.flags,
          literal: expression.inner,
        };
      case 'Identifier':
        return lookUp(expression.name, scope) ?? unknown(`'${expression.name}'`, expression.name);
      case 'Array':
        return this.#array(expression, scope);
      case 'Object':
        return this.#object(expression, scope);
      case 'Function':
        return this.#closure(expression, scope);
      case 'Call':
        return this.#call(expression, scope);
      case 'Member':
        return this.#memberOf(expression, this.evaluate(expression.object, scope), scope);
      case 'Unary':
        return this.#unary(expression, scope);
      case 'Binary':
        return this.#binary(expression, scope);
      case 'Conditional': {
        const holds = this.holds(expression.test, scope);
        return this.evaluate(holds ? expression.then : expression.otherwise, scope);
      }
      case 'Assign':
        return this.#assign(expression, scope);
      case 'Await':
        return this.evaluate(expression.argument, scope);
      case 'Sequence':
        return expression.items.reduce<Value>((_, item) => this.evaluate(item, scope), undefinedValue);
      case 'Unknown':
        return unknown('code that could not be read', `at ${expression.range.start}`);
    }
  }

  /** The truth of an expression in this run. */
  holds(expression: Expression, scope: Scope): boolean {
    const value = this.evaluate(expression, scope);
    return truth(value) ?? this.decideOn(value, expression.range);
  }

  #key(property: string | Expression, scope: Scope): string | null {
    return typeof property === 'string' ? property : toText(this.evaluate(property, scope));
  }

  #memberOf(node: MemberNode, object: Value, scope: Scope): Value {
    if (node.optional && isNothing(object)) return undefinedValue;
    return this.member(object, this.#key(node.property, scope));
  }

  /** A property of a value; `name` is null when it is unknown. */
  member(value: Value, name: string | null): Value {
    return memberOf(this, value, name);
  }

  #closure(node: FunctionNode, scope: Scope): FunctionValue {
    const value: FunctionValue = { type: 'function', node, scope };
    this.run.created.push(value);
    return value;
  }

  #template(expression: Extract<Expression, { kind: 'Template' }>, scope: Scope): Value {
    let value = '';
    let taint: 'part' | undefined;
    for (const part of expression.parts) {
      if (typeof part === 'string') {
        value += part;
        continue;
      }
      const inner = this.evaluate(part, scope);
      const shown = toText(inner);
      if (shown === null)
        return unknown('a text that is put together', this.#keyOf(expression.range, [inner]));
      if (taintOf(inner)) taint = 'part';
      value += shown;
    }
    if (expression.parts.length === 1) return { type: 'text', value, literal: expression.inner };
    return text(value, taint);
  }

  #keyOf(range: Range, values: readonly Value[]): string {
    return values.reduce(
      (key, value) => `${key}|${value.type === 'unknown' ? value.key : (toText(value) ?? value.type)}`,
      this.sourceOf(range).slice(0, 200),
    );
  }

  #array(expression: Extract<Expression, { kind: 'Array' }>, scope: Scope): Value {
    const items: Value[] = [];
    for (const { spread, value } of expression.elements) {
      const item = this.evaluate(value, scope);
      if (!spread) items.push(item);
      else items.push(...(listOf(item) ?? [item.type === 'unknown' ? item : unknown('a spread', 'spread')]));
    }
    return { type: 'list', items };
  }

  #object(expression: Extract<Expression, { kind: 'Object' }>, scope: Scope): Value {
    const properties = new Map<string, Property>();
    let open = false;
    for (const property of expression.properties) {
      const value = this.evaluate(property.value, scope);
      if (property.kind === 'spread') {
        if (value.type === 'object') {
          for (const [key, inner] of value.properties) properties.set(key, inner);
          open ||= value.open;
        } else if (value.type === 'unknown') open = true;
        continue;
      }
      const key = this.#key(property.key, scope);
      if (key === null) open = true;
      else {
        const { range, keyRange } = property;
        properties.set(key, { value, keyRange, valueRange: property.value.range, range });
      }
    }
    return { type: 'object', properties, open };
  }

  #call(expression: CallNode, scope: Scope): Value {
    const { callee: calleeNode } = expression;
    const object = calleeNode.kind === 'Member' ? this.evaluate(calleeNode.object, scope) : null;
    const key = calleeNode.kind === 'Member' ? this.#key(calleeNode.property, scope) : null;
    const callee =
      calleeNode.kind === 'Member' && object
        ? this.#memberOf(calleeNode, object, scope)
        : this.evaluate(calleeNode, scope);
    if (expression.optional && isNothing(callee)) return undefinedValue;
    const args: Argument[] = [];
    for (const { spread, value } of expression.args) {
      const given = this.evaluate(value, scope);
      const items = spread ? listOf(given) : null;
      if (spread && !items) args.push({ value: unknown('a spread', 'spread'), range: value.range });
      else if (items) args.push(...items.map((item) => ({ value: item, range: value.range })));
      else args.push({ value: given, range: value.range });
    }
    if (callee.type === 'native') return callee.call(args, expression);
    if (callee.type === 'function')
      return this.call(
        callee,
        args.map(({ value }) => value),
      );
    if (args.some(({ value }) => value.type === 'function')) this.run.escaped = true;
    if (object?.type === 'unknown' && key !== null) this.#around.callOnUnknown(object, key, args, expression);
    const foreign = callee.type === 'unknown' && callee.foreign === true;
    if (foreign) args.forEach(({ value }) => this.#giveAway(value));
    return unknown(
      `what ${shortened(this.sourceOf(expression.callee.range))}() returns`,
      this.#keyOf(
        expression.range,
        args.map(({ value }) => value),
      ),
      foreign,
    );
  }

  #giveAway(value: Value): void {
    if (value.type === 'function') this.run.foreign.add(value.node);
    if (value.type === 'object') value.properties.forEach((property) => this.#giveAway(property.value));
  }

  /** Calls a function of the file. What an async function returns stands for the value it resolves to. */
  call(callee: FunctionValue, args: readonly Value[]): Value {
    const { node } = callee;
    this.run.step();
    if (this.run.depth >= maxCalls) throw new CannotTell();
    this.run.called.add(node);
    const scope = newScope(callee.scope);
    node.params.forEach((parameter, i) => {
      const value = parameter.rest ? listValue(args.slice(i)) : (args[i] ?? undefinedValue);
      this.#bindParameter(parameter, value, scope);
    });
    this.run.depth++;
    try {
      if (!isStatements(node.body)) return this.evaluate(node.body, scope);
      const completion = this.block(node.body, scope);
      return completion.type === 'return' ? completion.value : undefinedValue;
    } finally {
      this.run.depth--;
    }
  }

  #unary(expression: Extract<Expression, { kind: 'Unary' }>, scope: Scope): Value {
    const value = this.evaluate(expression.argument, scope);
    const { operator } = expression;
    if (operator === '!') {
      const known = truth(value);
      return known === null ? bool(!this.decideOn(value, expression.argument.range)) : bool(!known);
    }
    if (operator === 'void') return undefinedValue;
    if (operator === 'typeof') return typeOf(value);
    if (value.type === 'number') {
      if (operator === '-') return num(-value.value);
      if (operator === '+') return value;
      if (expression.argument.kind === 'Identifier' && /\+\+|--/.test(operator)) {
        const next = num(value.value + (operator.includes('+') ? 1 : -1));
        assignTo(expression.argument.name, next, scope);
        return operator.startsWith('post') ? value : next;
      }
    }
    if (operator === '+') {
      const shown = value.type === 'unknown' ? null : toText(value);
      if (shown !== null) return num(Number(shown));
    }
    if (operator === '~' && value.type === 'number') return num(~value.value);
    return unknown('a computed value', this.#keyOf(expression.range, [value]));
  }

  #binary(expression: Extract<Expression, { kind: 'Binary' }>, scope: Scope): Value {
    const { operator } = expression;
    const left = this.evaluate(expression.left, scope);
    if (operator === '??') {
      if (left.type === 'unknown') {
        return this.run.decide(`${left.key} is set`) ? left : this.evaluate(expression.right, scope);
      }
      return isNothing(left) ? this.evaluate(expression.right, scope) : left;
    }
    if (operator === '||' || operator === '&&') {
      const known = truth(left) ?? this.decideOn(left, expression.left.range);
      return known === (operator === '||') ? left : this.evaluate(expression.right, scope);
    }
    const right = this.evaluate(expression.right, scope);
    return this.#operate(operator, left, right, expression.range);
  }

  #operate(operator: string, left: Value, right: Value, range: Range): Value {
    switch (operator) {
      case '===':
      case '==': {
        const equal =
          operator === '==' && isNothing(left) && isNothing(right) ? true : this.#equal(left, right, range);
        return equal === null ? unknown('a comparison', this.#keyOf(range, [left, right])) : bool(equal);
      }
      case '!==':
      case '!=': {
        const equal =
          operator === '!=' && isNothing(left) && isNothing(right) ? true : this.#equal(left, right, range);
        if (equal !== null) return bool(!equal);
        return bool(!this.run.decide(this.#keyOf(range, [left, right]).replace('!=', '==')));
      }
      case '+':
        return this.#add(left, right, range);
      default:
        return this.#calculate(operator, left, right, range);
    }
  }

  #add(left: Value, right: Value, range: Range): Value {
    if (left.type === 'number' && right.type === 'number') return num(left.value + right.value);
    const a = toText(left);
    const b = toText(right);
    if (a === null || b === null)
      return unknown('a text that is put together', this.#keyOf(range, [left, right]));
    return text(a + b, (taintOf(left) ?? taintOf(right)) ? 'part' : undefined);
  }

  #calculate(operator: string, left: Value, right: Value, range: Range): Value {
    if (left.type !== 'number' || right.type !== 'number') {
      return unknown('a computed value', this.#keyOf(range, [left, right]));
    }
    const [a, b] = [left.value, right.value];
    switch (operator) {
      case '<':
        return bool(a < b);
      case '>':
        return bool(a > b);
      case '<=':
        return bool(a <= b);
      case '>=':
        return bool(a >= b);
      case '-':
        return num(a - b);
      case '*':
        return num(a * b);
      case '/':
        return num(a / b);
      case '%':
        return num(a % b);
      default:
        return unknown('a computed value', this.#keyOf(range, [left, right]));
    }
  }

  /** `===`, which also notes that the program looked at the Origin. */
  #equal(left: Value, right: Value, range?: Range): boolean | null {
    this.noteComparison(left, right, range);
    return same(left, right);
  }

  noteComparison(left: Value, right: Value, range?: Range): void {
    const [looked, other] = taintOf(left) ? [left, right] : [right, left];
    const taint = taintOf(looked);
    if (!taint || other.type !== 'text' || other.taint) return;
    if (taint === 'origin' && other.literal) {
      this.run.tests.push({ kind: 'equals', value: other.value, literal: other.literal });
    }
    if (taint === 'part' && range) {
      this.run.tests.push({ kind: 'part', method: '===', mention: other.value, range });
    }
  }

  #assign(expression: Extract<Expression, { kind: 'Assign' }>, scope: Scope): Value {
    const { target, operator } = expression;
    const value = this.#assigned(expression, scope);
    if (target.kind === 'Identifier') assignTo(target.name, value, scope);
    if (target.kind === 'Member') {
      const object = this.evaluate(target.object, scope);
      const key = this.#key(target.property, scope);
      if (object.type === 'object') setProperty(object, key, value, expression.value.range);
      if (object.type === 'host' && key !== null && operator === '=') {
        const setter = object.get(`set ${key}`);
        if (setter.type === 'native') setter.call([{ value, range: expression.value.range }], null);
      }
    }
    return value;
  }

  #assigned(expression: Extract<Expression, { kind: 'Assign' }>, scope: Scope): Value {
    const { operator, target, range } = expression;
    if (operator === '=') return this.evaluate(expression.value, scope);
    const binary = { kind: 'Binary', range, left: target, right: expression.value } as const;
    return this.evaluate({ ...binary, operator: operator.slice(0, -1) }, scope);
  }
}

export function newScope(parent: Scope | null): Scope {
  return { names: new Map(), parent };
}

function lookUp(name: string, scope: Scope): Value | null {
  for (let at: Scope | null = scope; at; at = at.parent) {
    const value = at.names.get(name);
    if (value) return value;
  }
  return null;
}

function assignTo(name: string, value: Value, scope: Scope): void {
  for (let at: Scope | null = scope; at; at = at.parent) {
    if (!at.names.has(name)) continue;
    at.names.set(name, value);
    return;
  }
  scope.names.set(name, value);
}

function setProperty(object: ObjectValue, key: string | null, value: Value, valueRange: Range): void {
  if (key === null) object.open = true;
  else object.properties.set(key, { value, valueRange, keyRange: null, range: null });
}

function isStatements(body: FunctionNode['body']): body is readonly Statement[] {
  return Array.isArray(body);
}

function listValue(items: readonly Value[] | undefined): Value {
  return items ? { type: 'list', items: [...items] } : unknown('a list', 'list');
}

/** The items of a list, a Set or the like; null when it is no list or not known. */
export function listOf(value: Value): readonly Value[] | null {
  if (value.type === 'list') return value.items;
  if (value.type !== 'host') return null;
  const items = value.get('items of');
  return items.type === 'list' ? items.items : null;
}

function typeOf(value: Value): Value {
  switch (value.type) {
    case 'undefined':
    case 'boolean':
    case 'number':
      return text(value.type);
    case 'text':
      return text('string');
    case 'function':
    case 'native':
      return text('function');
    case 'unknown':
      return unknown('a type', `typeof ${value.key}`);
    default:
      return text('object');
  }
}

function shortened(source: string): string {
  return source.length > 40 ? `${source.slice(0, 39)}…` : source;
}
