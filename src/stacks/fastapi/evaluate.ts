import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import { logicOf, type Logic } from './logic.ts';
import { readString } from './strings.ts';
import { callArguments, children, members, rangeOf, textOf, type Argument } from './tree.ts';
import { lookUp, qualifiedName, type Binding, type Names } from './scope.ts';
import { cleaned, stringMethod } from './texts.ts';
import { truth, unknown, type DictValue, type Value } from './values.ts';

const maxDepth = 60;
const maxSteps = 20_000;
const maxItems = 2_000;
const maxLength = 20_000;

/** Works out Python expressions of one file. Keeps a budget, so that no text makes it run long. */
export interface Evaluator {
  readonly names: Names;
  evaluate(node: SyntaxNode): Value;
}

interface State extends Evaluator {
  steps: number;
  readonly variables: Map<Binding, Value>;
}

/** An evaluator for one file; it lives as long as one `read`. */
export function evaluatorFor(names: Names): Evaluator {
  const state: State = {
    names,
    steps: 0,
    variables: new Map(),
    evaluate: (node) => evaluate(state, node, 0),
  };
  return state;
}

function evaluate(state: State, node: SyntaxNode, depth: number): Value {
  const range = rangeOf(node);
  if (depth > maxDepth || ++state.steps > maxSteps) return unknown('it is too long to follow', range);
  if (isHalfTyped(node)) return unknown('it is half typed', range);
  switch (node.name) {
    case 'String':
    case 'ContinuedString':
    case 'FormatString':
      return stringOf(state, node);
    case 'Number':
      return numberOf(state, node);
    case 'Boolean':
      return { kind: 'boolean', value: textOf(state.names.source, node) === 'True', range };
    case 'None':
      return { kind: 'none', range };
    case 'ParenthesizedExpression': {
      const inner = children(node)[1];
      return inner ? evaluate(state, inner, depth + 1) : unknown('it is empty', range);
    }
    case 'ArrayExpression':
    case 'TupleExpression':
    case 'SetExpression':
      return listOf(state, node, depth);
    case 'DictionaryExpression':
      return dictOf(state, node, depth);
    case 'VariableName':
      return variable(state, node, depth);
    case 'UnaryExpression':
      return unary(state, node, depth);
    case 'BinaryExpression':
      return binary(state, node, depth);
    case 'ConditionalExpression':
      return conditional(state, node, depth);
    case 'CallExpression':
      return call(state, node, depth);
    case 'MemberExpression':
      return member(state, node);
    case 'ArrayComprehensionExpression':
    case 'SetComprehensionExpression':
      return comprehension(state, node, depth);
    default:
      return unknown('this file alone does not tell its value', range);
  }
}

/** Only the node's own children: what lies deeper is found on the way down. */
function isHalfTyped(node: SyntaxNode): boolean {
  for (let child = node.firstChild; child; child = child.nextSibling) if (child.type.isError) return true;
  return node.type.isError;
}

function stringOf(state: State, node: SyntaxNode): Value {
  const { source } = state.names;
  const range = rangeOf(node);
  if (node.name === 'FormatString') return unknown('it is put together at run time', range);
  if (node.name === 'String') {
    const literal = readString(source, node);
    return literal ? { kind: 'string', ...literal } : unknown('it is no plain string', range);
  }
  const literals = children(node).map((part) => (part.name === 'String' ? readString(source, part) : null));
  const [first] = literals;
  const value = literals.reduce(
    (text: string | null, one) => (text === null || !one ? null : text + one.value),
    '',
  );
  if (!first || value === null) return unknown('it is put together at run time', range);
  return { kind: 'string', value, range: first.range, exact: false };
}

function numberOf(state: State, node: SyntaxNode): Value {
  const text = textOf(state.names.source, node).replaceAll('_', '');
  const value = /^\d/.test(text) ? Number(text) : NaN;
  return Number.isInteger(value)
    ? { kind: 'number', value, range: rangeOf(node) }
    : unknown('it is no plain number', rangeOf(node));
}

function listOf(state: State, node: SyntaxNode, depth: number): Value {
  const items: Value[] = [];
  let open: string | null = null;
  for (const group of members(node)) {
    const [first, second] = group;
    if (group.length === 2 && first?.name === '*' && second) {
      const inner = evaluate(state, second, depth + 1);
      if (inner.kind !== 'list') open = inner.kind === 'unknown' ? inner.why : 'more is unpacked into it';
      else {
        items.push(...inner.items);
        open ??= inner.open;
      }
    } else if (group.length === 1 && first) {
      items.push(evaluate(state, first, depth + 1));
    } else {
      open = 'a part of it cannot be read';
    }
    if (items.length > maxItems) return unknown('it is too long to follow', rangeOf(node));
  }
  return { kind: 'list', items, ordered: node.name !== 'SetExpression', open, range: rangeOf(node) };
}

function dictOf(state: State, node: SyntaxNode, depth: number): Value {
  const entries: (readonly [string, Value])[] = [];
  let open: string | null = null;
  for (const group of members(node)) {
    const [key, middle, value] = group;
    if (key?.name === '**' && middle) {
      const inner = evaluate(state, middle, depth + 1);
      if (inner.kind === 'dict') entries.push(...inner.entries);
      if (inner.kind !== 'dict' || inner.open !== null) open = 'more is unpacked into it';
    } else {
      const name = key?.name === 'String' ? readString(state.names.source, key) : null;
      if (name && middle?.name === ':' && value)
        entries.push([name.value, evaluate(state, value, depth + 1)]);
      else open = 'a part of it cannot be read';
    }
  }
  return { kind: 'dict', entries, open, range: rangeOf(node) };
}

function variable(state: State, node: SyntaxNode, depth: number): Value {
  const name = textOf(state.names.source, node);
  const range = rangeOf(node);
  const found = lookUp(state.names, name, node);
  if (!found) return unknown(`${name} is not set in this file`, range);
  const { binding, additions, certain } = found;
  if (!certain) return unknown(`${name} is set in more than one way`, range);
  if (binding.kind === 'import') return unknown(`${name} comes from another file`, range);
  if (binding.kind !== 'value') return unknown(`${name} is no constant of this file`, range);
  let value = state.variables.get(binding);
  if (!value) {
    state.variables.set(binding, unknown(`${name} is made from itself`, range));
    value = evaluate(state, binding.node, depth + 1);
    state.variables.set(binding, value);
  }
  for (const addition of additions) value = extended(state, value, addition, depth);
  return value;
}

function extended(state: State, value: Value, addition: Binding, depth: number): Value {
  const range = rangeOf(addition.node);
  const more = evaluate(state, addition.node, depth + 1);
  const tail: Value =
    addition.kind === 'append' ? { kind: 'list', items: [more], ordered: true, open: null, range } : more;
  return plus(value, tail, value.range);
}

function unary(state: State, node: SyntaxNode, depth: number): Value {
  const logic = logicOf(node);
  if (logic) return logical(state, logic, rangeOf(node), depth);
  const [operator, operand] = children(node);
  const value = operand ? evaluate(state, operand, depth + 1) : null;
  const minus = operator && textOf(state.names.source, operator) === '-';
  if (minus && value?.kind === 'number') return { ...value, value: -value.value, range: rangeOf(node) };
  return unknown('this file alone does not tell its value', rangeOf(node));
}

function binary(state: State, node: SyntaxNode, depth: number): Value {
  const logic = logicOf(node);
  if (logic) return logical(state, logic, rangeOf(node), depth);
  const [left, operator, right] = children(node);
  const range = rangeOf(node);
  if (!left || !operator || !right) return unknown('it is half typed', range);
  const sign = textOf(state.names.source, operator);
  if (sign !== '+' && sign !== '|') return unknown('this file alone does not tell its value', range);
  return plus(evaluate(state, left, depth + 1), evaluate(state, right, depth + 1), range);
}

function logical(state: State, logic: Logic, range: Range, depth: number): Value {
  if (logic.is === 'leaf') return evaluate(state, logic.node, depth + 1);
  if (logic.is === 'not') {
    const known = truth(logical(state, logic.operand, range, depth + 1));
    return known === null
      ? unknown('its condition is not known', range)
      : { kind: 'boolean', value: !known, range };
  }
  const { left, right } = logic;
  const first = logical(state, left, range, depth + 1);
  return choose(first, logic.is === 'or', () => logical(state, right, range, depth + 1), range);
}

/** `a or b`, `a and b`. */
function choose(first: Value, stopsWhen: boolean, second: () => Value, range: Range): Value {
  const known = truth(first);
  if (known !== null) return known === stopsWhen ? first : second();
  if (first.kind !== 'unknown' || !first.unset)
    return unknown('it depends on a value that is not known', range);
  const unset = choose(first.unset, stopsWhen, second, range);
  return { ...first, range, unset };
}

function plus(first: Value, second: Value, range: Range): Value {
  if (first.kind === 'string' && second.kind === 'string') {
    const value = first.value + second.value;
    return value.length > maxLength
      ? unknown('it is too long to follow', range)
      : { kind: 'string', value, range: first.range, exact: false };
  }
  if (first.kind === 'list' && second.kind === 'list') {
    const items = [...first.items, ...second.items];
    return items.length > maxItems
      ? unknown('it is too long to follow', range)
      : {
          kind: 'list',
          items,
          ordered: first.ordered && second.ordered,
          open: first.open ?? second.open,
          range,
        };
  }
  if (first.kind === 'list' && second.kind === 'unknown') return { ...first, open: second.why, range };
  if (first.kind === 'unknown' && second.kind === 'list') return { ...second, open: first.why, range };
  return unknown('this file alone does not tell its value', range);
}

/** A development and a production value side by side are a choice that the file does not make. */
function conditional(state: State, node: SyntaxNode, depth: number): Value {
  const [first, , condition, , second] = children(node);
  const range = rangeOf(node);
  if (!first || !condition || !second) return unknown('it is half typed', range);
  const known = truth(evaluate(state, condition, depth + 1));
  if (known === null) return unknown('it depends on a condition', range);
  return evaluate(state, known ? first : second, depth + 1);
}

function member(state: State, node: SyntaxNode): Value {
  const range = rangeOf(node);
  const [owner, bracket, key] = children(node);
  if (owner && bracket?.name === '[' && key?.name === 'String') {
    if (qualifiedName(state.names, owner) === 'os.environ') {
      return {
        ...unknown('it comes from the environment', range),
        variable: readString(state.names.source, key)?.value,
      };
    }
  }
  return unknown('this file alone does not tell its value', range);
}

function call(state: State, node: SyntaxNode, depth: number): Value {
  const range = rangeOf(node);
  const callee = node.firstChild;
  if (!callee) return unknown('it is half typed', range);
  const args = callArguments(state.names.source, node);
  const name = qualifiedName(state.names, callee);
  if (name === 'os.getenv' || name === 'os.environ.get') return environment(state, args, range, depth);
  if (name === 're.compile') return compiled(state, args, range, depth);
  const builtIn = callee.name === 'VariableName' ? textOf(state.names.source, callee) : '';
  const [only] = args;
  if ((builtIn === 'list' || builtIn === 'tuple' || builtIn === 'set') && args.length <= 1) {
    if (!only) return { kind: 'list', items: [], ordered: true, open: null, range };
    const value = evaluate(state, only.value, depth + 1);
    return value.kind === 'list'
      ? { ...value, ordered: value.ordered && builtIn !== 'set', range }
      : unknownLike(value, range);
  }
  if (builtIn === 'dict') return keywords(state, args, range, depth);
  if (builtIn === 'str' && only && args.length === 1) {
    const value = evaluate(state, only.value, depth + 1);
    return value.kind === 'string' ? value : unknownLike(value, range);
  }
  if (callee.name === 'MemberExpression') return method(state, callee, args, range, depth);
  return unknown('this file alone does not tell its value', range);
}

function unknownLike(value: Value, range: Range): Value {
  return value.kind === 'unknown'
    ? { ...value, range }
    : unknown('this file alone does not tell its value', range);
}

function environment(state: State, args: readonly Argument[], range: Range, depth: number): Value {
  const [key, fallback] = args;
  const name = key ? evaluate(state, key.value, depth + 1) : null;
  const unset: Value = fallback ? evaluate(state, fallback.value, depth + 1) : { kind: 'none', range };
  return {
    ...unknown('it comes from the environment', range),
    unset,
    variable: name?.kind === 'string' ? name.value : undefined,
  };
}

function compiled(state: State, args: readonly Argument[], range: Range, depth: number): Value {
  const [first, flags] = args;
  const pattern = first ? evaluate(state, first.value, depth + 1) : null;
  if (pattern?.kind !== 'string') return unknown('this file alone does not tell its value', range);
  if (!flags) return { kind: 'pattern', pattern, ignoreCase: false, range };
  const flag = qualifiedName(state.names, flags.value);
  if (flag !== 're.I' && flag !== 're.IGNORECASE') return unknown('its flags are not known', range);
  return { kind: 'pattern', pattern, ignoreCase: true, range };
}

function keywords(state: State, args: readonly Argument[], range: Range, depth: number): DictValue | Value {
  const entries: (readonly [string, Value])[] = [];
  let open: string | null = null;
  for (const argument of args) {
    const value = evaluate(state, argument.value, depth + 1);
    if (argument.name) entries.push([argument.name, value]);
    else if (argument.star === '**' && value.kind === 'dict' && value.open === null)
      entries.push(...value.entries);
    else open = 'a part of it cannot be read';
  }
  return { kind: 'dict', entries, open, range };
}

/** String methods on a known string; on an unset environment variable's default too. */
function method(
  state: State,
  callee: SyntaxNode,
  args: readonly Argument[],
  range: Range,
  depth: number,
): Value {
  const [owner, , property] = children(callee);
  if (!owner || property?.name !== 'PropertyName')
    return unknown('this file alone does not tell its value', range);
  const name = textOf(state.names.source, property);
  const value = evaluate(state, owner, depth + 1);
  const given = args.map((argument) => evaluate(state, argument.value, depth + 1));
  const apply = (to: Value): Value => stringMethod(to, name, given, range);
  if (value.kind !== 'unknown') return apply(value);
  return value.unset && value.unset.kind === 'string'
    ? { ...value, range, unset: apply(value.unset) }
    : { ...unknown(value.why, range), variable: value.variable };
}

/** `[o.strip() for o in … if o]` over a known list of strings: the forms in which people clean a list of origins. */
function comprehension(state: State, node: SyntaxNode, depth: number): Value {
  const range = rangeOf(node);
  const [, item, forWord, name, inWord, over, ...rest] = children(node);
  const plain = rest[0]?.name === ']' || (rest[0]?.name === 'if' && rest[2]?.name === ']');
  if (
    !item ||
    forWord?.name !== 'for' ||
    name?.name !== 'VariableName' ||
    inWord?.name !== 'in' ||
    !over ||
    !plain
  ) {
    return unknown('this file alone does not tell its value', range);
  }
  const verb = cleaning(state, item, textOf(state.names.source, name));
  const test =
    rest[0]?.name === 'if' && rest[1] ? cleaning(state, rest[1], textOf(state.names.source, name)) : '';
  if (verb === null || test === null) return unknown('this file alone does not tell its value', range);
  const keepsEmpty = rest[0]?.name === ']';
  const clean = (value: Value): Value => cleaned(value, verb, keepsEmpty, range);
  const value = evaluate(state, over, depth + 1);
  if (value.kind === 'unknown')
    return value.unset ? { ...value, range, unset: clean(value.unset) } : { ...value, range };
  return clean(value);
}

/** The string method that a comprehension applies to each item; '' for none, null when it does something else. */
function cleaning(state: State, item: SyntaxNode, name: string): string | null {
  const text = textOf(state.names.source, item);
  if (text === name || text === `str(${name})`) return '';
  return text === `${name}.strip()` ? 'strip' : null;
}
