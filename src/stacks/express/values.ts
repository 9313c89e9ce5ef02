import type { Range } from '../../policy/range.ts';
import { CannotTell } from './limits.ts';
import type { OriginTest } from './run.ts';
import type { Untrimmed } from './untrimmed.ts';
import type { CallNode, FunctionNode } from './ast.ts';

/** What an expression stands for, as far as the file tells. */
export type Value =
  /** `ofRequest` for a header that a request does not have. */
  | { readonly type: 'undefined'; readonly ofRequest?: true }
  | { readonly type: 'null' }
  | { readonly type: 'boolean'; readonly value: boolean }
  | NumberValue
  | Text
  | ListValue
  | ObjectValue
  | RegexValue
  | FunctionValue
  | NativeValue
  | HostValue
  | Unknown;

export interface NumberValue {
  readonly type: 'number';
  readonly value: number;
  /** The look into the Origin that gave it, as `indexOf` does. */
  readonly look?: OriginTest;
}

export interface Text {
  readonly type: 'text';
  readonly value: string;
  /** Between the quotes, when the file spells the text out. */
  readonly literal?: Range;
  /** The expression that puts it together of known parts. */
  readonly made?: Range;
  /** The Origin that the request carries, or a text made of it. */
  readonly taint?: 'origin' | 'part';
  /** The method of the request, as it came. */
  readonly isMethod?: true;
  /** Which end of the Origin is left, where it was cut. */
  readonly cut?: 'head' | 'tail';
  /** The property that this is the name of, as a loop over an object has it. */
  readonly keyOf?: Property;
}

export interface ListValue {
  readonly type: 'list';
  readonly items: Value[];
}

export interface ObjectValue {
  readonly type: 'object';
  readonly properties: Map<string, Property>;
  /** True when something unknown was spread into it. */
  open: boolean;
  /** What a property that is not there is known by; `this` for an object of a class. */
  readonly missing?: string;
}

export interface Property {
  readonly value: Value;
  readonly keyRange: Range | null;
  readonly valueRange: Range;
  /** The whole `key: value`, when it stands in an object literal. */
  readonly range: Range | null;
  /** The value is worked out each time it is read. */
  readonly isGetter?: true;
}

export interface RegexValue {
  readonly type: 'regex';
  readonly source: string;
  readonly flags: string;
  /** Between the slashes; null when it was built from texts. */
  readonly literal: Range | null;
  /** The call that built it. */
  readonly made?: Range;
}

export interface FunctionValue {
  readonly type: 'function';
  readonly node: FunctionNode;
  readonly scope: Scope;
}

export interface Argument {
  readonly value: Value;
  readonly range: Range;
}

/** Something that the language, Node or a library provides. */
export interface NativeValue {
  readonly type: 'native';
  readonly name: string;
  readonly call: (args: readonly Argument[], node: CallNode | null) => Value;
  /** What it does as a request handler. */
  readonly handler?: Handler;
  readonly members?: Readonly<Record<string, Value>>;
}

/** What an object that is no plain one does: an app, a request, a response, a Set. */
export interface HostValue {
  readonly type: 'host';
  readonly name: string;
  readonly get: (property: string) => Value;
  readonly app?: App;
  /** Of a response: has a handler see to it that is called by hand, and `next` behind it. */
  readonly meet?: (handler: Handler, next: Value) => void;
}

export interface Unknown {
  readonly type: 'unknown';
  /** The end of "…, which this file does not tell". */
  readonly why: string;
  /** Two unknowns of the same key have the same value. */
  readonly key: string;
  /** It comes from a library that is neither Express nor cors. */
  readonly foreign?: boolean;
  /** The key of what was called to get it. */
  readonly calledOn?: string;
  /** The environment variable without which it is undefined. */
  readonly variable?: string;
  /** The key of what has to be set for it to be there: `a` of `a?.split(',')`. */
  readonly needs?: string;
  /** It is some text: neither undefined nor a number. */
  readonly isText?: true;
  readonly untrimmed?: Untrimmed;
}

/** A request handler that is known by what it does, not by its source. */
export type Handler =
  | { readonly kind: 'cors'; readonly options: Argument | null; readonly range: Range }
  | { readonly kind: 'opaque' }
  /** It answers 401 to whoever sends no login, as a preflight never does. */
  | { readonly kind: 'refuses' }
  /** It never answers nor passes on, because it is what makes a handler. */
  | { readonly kind: 'maker' };

/** `use`, a method, or `all` on an app or a router. */
export interface Layer {
  readonly kind: 'use' | 'route';
  /** Upper case; null for every method. */
  readonly method: string | null;
  readonly path: Argument | null;
  readonly handlers: readonly Argument[];
  /** The whole call. */
  readonly range: Range;
}

export interface App {
  /** A router is mounted on something that this file may not show: a Router, an app that comes in, a handler for another file. */
  readonly kind: 'app' | 'router';
  /** Where it is created. */
  readonly range: Range;
  readonly layers: Layer[];
}

export interface Scope {
  readonly names: Map<string, Value>;
  readonly parent: Scope | null;
}

export const undefinedValue: Value = { type: 'undefined' };
export const nullValue: Value = { type: 'null' };

const maxText = 20_000;

/** @throws CannotTell for a text that grows without end. */
export function text(value: string, taint?: 'origin' | 'part'): Text {
  if (value.length > maxText) throw new CannotTell();
  return taint ? { type: 'text', value, taint } : { type: 'text', value };
}

export function bool(value: boolean): Value {
  return { type: 'boolean', value };
}

export function num(value: number): NumberValue {
  return { type: 'number', value };
}

export function unknown(why: string, key: string, foreign = false): Unknown {
  return foreign ? { type: 'unknown', why, key, foreign } : { type: 'unknown', why, key };
}

export function native(
  name: string,
  call: NativeValue['call'],
  members?: Record<string, Value>,
): NativeValue {
  return members ? { type: 'native', name, call, members } : { type: 'native', name, call };
}

/** As JavaScript's truthiness; null when unknown. */
export function truth(value: Value): boolean | null {
  switch (value.type) {
    case 'undefined':
    case 'null':
      return false;
    case 'boolean':
      return value.value;
    case 'number':
      return value.value !== 0 && !Number.isNaN(value.value);
    case 'text':
      return value.value !== '';
    case 'unknown':
      return null;
    default:
      return true;
  }
}

/** The text that the value turns into, as `String(value)`; null when unknown or of no use in a header. */
export function toText(value: Value): string | null {
  switch (value.type) {
    case 'undefined':
    case 'null':
      return value.type;
    case 'boolean':
    case 'number':
    case 'text':
      return String(value.value);
    case 'list': {
      const parts = value.items.map((item) => (isNothing(item) ? '' : toText(item)));
      return parts.includes(null) ? null : parts.join(',');
    }
    case 'regex':
      return `/${value.source}/${value.flags}`;
    case 'object':
      return '[object Object]';
    default:
      return null;
  }
}

export function isNothing(value: Value): boolean {
  return value.type === 'undefined' || value.type === 'null';
}

/** As `===`; null when unknown. */
export function same(a: Value, b: Value): boolean | null {
  if (a.type === 'unknown' || b.type === 'unknown') {
    if (a.type === 'unknown' && b.type === 'unknown') return a.key === b.key ? true : null;
    const [open, other] = a.type === 'unknown' ? [a, b] : [b, a];
    if (open.type !== 'unknown') return null;
    // A key that nobody has set would let everybody in: whoever compares with it has set it.
    const isKey = open.variable !== undefined && other.type === 'undefined' && other.ofRequest;
    return isKey || (open.isText && other.type !== 'text') ? false : null;
  }
  if (a.type !== b.type) return false;
  if ('value' in a && 'value' in b) return a.value === b.value;
  return isNothing(a) || a === b;
}

export function taintOf(value: Value): 'origin' | 'part' | undefined {
  return value.type === 'text' ? value.taint : undefined;
}

export function host(name: string, get: HostValue['get']): HostValue {
  return { type: 'host', name, get };
}

/** The items of a list, a Set or the like; null when it is no list or not known. */
export function listOf(value: Value): readonly Value[] | null {
  if (value.type === 'list') return value.items;
  if (value.type !== 'host') return null;
  const items = value.get('items of');
  return items.type === 'list' ? items.items : null;
}

/** The first argument of a call. */
export function first(args: readonly Argument[]): Value {
  return args[0]?.value ?? undefinedValue;
}

/** Where a value is spelt out, as far as it tells; null when it does not. */
export function positionOf(value: Value | undefined): number | null {
  switch (value?.type) {
    case 'text':
    case 'regex':
      return value.literal?.start ?? null;
    case 'list':
      return positionOf(value.items[0]);
    case 'object': {
      const [first] = value.properties.values();
      // The value of a getter may lead here again.
      if (first?.isGetter) return first.valueRange.start;
      return first?.range?.start ?? positionOf(first?.value);
    }
    case 'function':
      return value.node.range.start;
    case 'native':
      return value.handler?.kind === 'cors' ? value.handler.range.start : null;
    case 'host':
      return value.app?.range.start ?? null;
    default:
      return null;
  }
}
