import type { Range } from '../../../policy/range.ts';
import type { ClassMember, ClassNode } from '../ast.ts';
import type { Interpreter } from './interpreter.ts';
import { makeClosure, newScope } from './scope.ts';
import {
  native,
  undefinedValue,
  unknown,
  type Argument,
  type NativeValue,
  type ObjectValue,
  type Property,
  type Scope,
  type Value,
} from '../values.ts';

/** What a class stands for: something to call with `new`, with its static members. */
export function makeClass(interpreter: Interpreter, node: ClassNode, scope: Scope): NativeValue {
  const inner = newScope(scope);
  const members: Record<string, Value> = {};
  const made = native(
    node.name ?? 'class',
    (args) => {
      interpreter.run.instantiated.add(node);
      return instantiate(interpreter, node, args, inner);
    },
    members,
  );
  interpreter.run.classes.push({ node, make: () => made.call([], null) });
  if (node.name) inner.names.set(node.name, made);
  const own = newScope(inner);
  own.names.set('this', made);
  for (const member of node.members) {
    if (!member.isStatic) continue;
    const property = propertyOf(interpreter, member, own);
    Object.defineProperty(members, member.name, {
      get: () => property.value,
      enumerable: true,
      configurable: true,
    });
  }
  return made;
}

/** An object of the class. What it inherits or is given later is not known. */
function instantiate(
  interpreter: Interpreter,
  { members }: ClassNode,
  args: readonly Argument[],
  outer: Scope,
): Value {
  const self: ObjectValue = { type: 'object', properties: new Map(), open: true, missing: 'this' };
  const scope = newScope(outer);
  scope.names.set('this', self);
  const own = members.filter(({ isStatic, name }) => !isStatic && name !== 'constructor');
  const [methods, fields] = [
    own.filter(({ kind }) => kind !== 'field'),
    own.filter(({ kind }) => kind === 'field'),
  ];
  for (const member of [...methods, ...fields])
    self.properties.set(member.name, propertyOf(interpreter, member, scope));
  const constructor = members.find(({ name, kind }) => name === 'constructor' && kind === 'method');
  if (constructor?.value.kind !== 'Function') return self;
  const given = constructor.value.params.map(({ pattern }, i): Value => {
    const name = pattern.kind === 'name' ? pattern.name : '';
    const value =
      args[i]?.value ?? (args.length === 0 ? unknown(`'${name}'`, `param ${name}`) : undefinedValue);
    if (constructor.keeps?.includes(name)) self.properties.set(name, plain(value, pattern.range));
    return value;
  });
  interpreter.call(makeClosure(interpreter, constructor.value, scope), given);
  return self;
}

function propertyOf(interpreter: Interpreter, { kind, value: node }: ClassMember, scope: Scope): Property {
  const value = interpreter.evaluate(node, scope);
  const property = plain(value, node.range);
  return kind === 'getter' ? getter(interpreter, property) : property;
}

function plain(value: Value, valueRange: Range): Property {
  return { value, keyRange: null, valueRange, range: null };
}

/** `property`, which holds a function, as one whose value that function works out each time it is read. */
export function getter(interpreter: Interpreter, property: Property): Property {
  const { value: callee, keyRange, valueRange, range } = property;
  return {
    get value() {
      return callee.type === 'function' ? interpreter.call(callee, []) : callee;
    },
    keyRange,
    valueRange,
    range,
    isGetter: true,
  };
}
