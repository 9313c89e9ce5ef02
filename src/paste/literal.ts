import type { Element, Expression } from '../stacks/express/ast.ts';

/** What stands in the source, as far as it is literal. */
export type Literal =
  | { readonly kind: 'text'; readonly text: string }
  /** A text of which some parts are computed; each of them stands as null. */
  | { readonly kind: 'partly'; readonly parts: readonly (string | null)[] }
  | { readonly kind: 'plain'; readonly value: number | boolean | null }
  | { readonly kind: 'object'; readonly fields: ReadonlyMap<string, Literal>; readonly open: boolean }
  | { readonly kind: 'list'; readonly items: readonly Literal[] }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly args: readonly Literal[];
    }
  | { readonly kind: 'computed' };

/** Texts that names stand for. */
export type Constants = ReadonlyMap<string, string>;

const computed: Literal = { kind: 'computed' };

export function literalOf(expression: Expression, constants: Constants): Literal {
  const read = (inner: Expression): Literal => literalOf(inner, constants);
  switch (expression.kind) {
    case 'String':
      return { kind: 'text', text: expression.value };
    case 'Template':
      return joined(expression.parts.map((part) => (typeof part === 'string' ? part : read(part))));
    case 'Binary':
      return expression.operator === '+' ? joined([read(expression.left), read(expression.right)]) : computed;
    case 'Identifier': {
      const text = constants.get(expression.name);
      return text === undefined ? computed : { kind: 'text', text };
    }
    case 'Number':
    case 'Boolean':
      return { kind: 'plain', value: expression.value };
    case 'Null':
      return { kind: 'plain', value: null };
    case 'Array':
      return { kind: 'list', items: itemsOf(expression.elements, constants) };
    case 'Object': {
      const fields = new Map<string, Literal>();
      let open = false;
      for (const property of expression.properties) {
        const key = property.kind === 'spread' ? null : keyOf(property.key);
        if (key === null || property.kind === 'spread') open = true;
        else fields.set(key, read(property.value));
      }
      return { kind: 'object', fields, open };
    }
    case 'Call': {
      const name = nameOf(expression.callee);
      return name === null ? computed : { kind: 'call', name, args: itemsOf(expression.args, constants) };
    }
    default:
      return computed;
  }
}

export function itemsOf(elements: readonly Element[], constants: Constants): readonly Literal[] {
  return elements.map(({ spread, value }) => (spread ? computed : literalOf(value, constants)));
}

function keyOf(key: string | Expression): string | null {
  if (typeof key === 'string') return key;
  return key.kind === 'String' ? key.value : null;
}

/** Such as `JSON.stringify`; null for what is called by more than names. */
export function nameOf(callee: Expression): string | null {
  if (callee.kind === 'Identifier') return callee.name;
  if (callee.kind !== 'Member' || typeof callee.property !== 'string') return null;
  const object = nameOf(callee.object);
  return object === null ? null : `${object}.${callee.property}`;
}

function joined(pieces: readonly (string | Literal)[]): Literal {
  const parts: (string | null)[] = [];
  const add = (part: string | null): void => {
    const last = parts.at(-1);
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part;
    else parts.push(part);
  };
  for (const piece of pieces) {
    if (typeof piece === 'string') add(piece);
    else if (piece.kind === 'text') add(piece.text);
    else if (piece.kind === 'partly') piece.parts.forEach(add);
    else add(piece.kind === 'plain' ? String(piece.value) : null);
  }
  return parts.includes(null) ? { kind: 'partly', parts } : { kind: 'text', text: parts.join('') };
}

/** A field of an object; undefined when it has none of that name. */
export function fieldOf(from: Literal | undefined, name: string): Literal | undefined {
  return from?.kind === 'object' ? from.fields.get(name) : undefined;
}

export function textOf(literal: Literal | undefined): string | null {
  return literal?.kind === 'text' ? literal.text : null;
}

/** The literal as JSON; null when a part of it is computed. */
export function jsonOf(literal: Literal): string | null {
  switch (literal.kind) {
    case 'text':
      return JSON.stringify(literal.text);
    case 'plain':
      return String(literal.value);
    case 'list': {
      const items = literal.items.map(jsonOf);
      return items.includes(null) ? null : `[${items.join(',')}]`;
    }
    case 'object': {
      const fields = [...literal.fields].map(([key, value]) => {
        const json = jsonOf(value);
        return json === null ? null : `${JSON.stringify(key)}:${json}`;
      });
      return literal.open || fields.includes(null) ? null : `{${fields.join(',')}}`;
    }
    case 'partly':
    case 'call':
    case 'computed':
      return null;
  }
}
