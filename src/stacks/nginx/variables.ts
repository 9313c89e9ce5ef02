import type { PolicyRequest } from '../../policy/types.ts';
import type { Condition } from './condition.ts';
import { look } from './maps.ts';
import type { Model } from './model.ts';
import type { Groups } from './pattern.ts';
import { empty, partsOf, text, unknown, type Value } from './values.ts';

/** How far variables may refer to each other: maps of maps of maps end here. */
const deepest = 12;

/** Request headers that every browser sends with a value of its own choice. */
const browsersOwn =
  /^(?:host|user_agent|referer|accept|accept_encoding|accept_language|connection|cookie|x_.*|cf_.*|forwarded|via)$/;

/** The variables of one request: what nginx's script engine would see. */
export class Variables {
  readonly #model: Model;
  #request: PolicyRequest;
  readonly #set = new Map<string, Value>();
  readonly #named = new Map<string, string>();
  readonly #mapped = new Map<string, Value>();
  #groups: Groups | null = null;

  constructor(model: Model, request: PolicyRequest) {
    this.#model = model;
    this.#request = request;
  }

  /** An error page is asked for with GET, which `$request_method` shows; maps keep what they gave before. */
  become(method: string): void {
    this.#request = { ...this.#request, method };
  }

  /** Looking for a location by expressions writes over `$1` and its like. */
  forgetGroups(): void {
    this.#groups = null;
  }

  /** The same values, to be asked without leaving a trace: what a map gave once stays for the request. */
  copy(): Variables {
    const twin = new Variables(this.#model, this.#request);
    for (const [name, value] of this.#set) twin.#set.set(name, value);
    for (const [name, value] of this.#named) twin.#named.set(name, value);
    for (const [name, value] of this.#mapped) twin.#mapped.set(name, value);
    twin.#groups = this.#groups;
    return twin;
  }

  set(name: string, value: Value): void {
    this.#set.set(name, value);
  }

  /** The text that a value with variables in it gives. */
  expand(template: string, depth = 0): Value {
    let result = '';
    for (const part of partsOf(template)) {
      if ('literal' in part) {
        result += part.literal;
        continue;
      }
      const value = this.#get(part.variable, depth);
      if (!value.known) return value;
      result += value.text;
    }
    return text(result);
  }

  /** Whether the condition holds; null when it rests on something that the request or the file does not tell. */
  holds(condition: Condition): boolean | null {
    if (condition.kind === 'other') return null;
    const subject = this.#get(condition.variable, 0);
    if (!subject.known) return null;
    if (condition.kind === 'truthy') return subject.text !== '' && subject.text !== '0';
    if (condition.kind === 'equals') {
      const operand = this.expand(condition.value.value);
      return operand.known ? (subject.text === operand.text) !== condition.negated : null;
    }
    if (!condition.pattern) return null;
    const groups = condition.pattern.search(subject.text);
    if (groups === 'unknown') return null;
    this.#remember(groups);
    return (groups !== null) !== condition.negated;
  }

  #get(name: string, depth: number): Value {
    if (depth > deepest) return unknown(`$${name} refers to too many others`);
    if (/^\d$/.test(name)) return this.#group(Number(name));
    const set = this.#set.get(name);
    if (set) return set;
    const named = this.#named.get(name);
    if (named !== undefined) return text(named);
    if (this.#model.maps.has(name)) return this.#map(name, depth);
    if (this.#model.setVariables.has(name)) return empty;
    if (name === 'http_origin') return text(this.#request.origin ?? '');
    if (name === 'request_method') return text(this.#request.method);
    if (name.startsWith('http_')) return this.#header(name.slice(5));
    return unknown(`$${name} is known only when nginx runs`);
  }

  #group(index: number): Value {
    if (!this.#groups) return unknown(`$${index} comes from an expression that the request does not tell`);
    return text(this.#groups.numbered[index] ?? '');
  }

  #header(name: string): Value {
    const found = this.#request.headers.find((line) => line[0].toLowerCase().replaceAll('-', '_') === name);
    if (found) return text(found[1]);
    if (name === 'cookie' && !this.#request.cookies) return empty;
    return browsersOwn.test(name) ? unknown(`$http_${name} differs from caller to caller`) : empty;
  }

  /** A map is worked out once for each request, as nginx does. */
  #map(name: string, depth: number): Value {
    const known = this.#mapped.get(name);
    if (known) return known;
    const value = this.#lookUp(name, depth);
    this.#mapped.set(name, value);
    return value;
  }

  #lookUp(name: string, depth: number): Value {
    const map = this.#model.maps.get(name);
    if (!map) return empty;
    const subject = this.expand(map.source.value, depth + 1);
    if (!subject.known) return subject;
    const hit = look(map, subject.text);
    if ('unknown' in hit) return unknown(hit.unknown);
    if (hit.groups || map.entries.some((entry) => entry.test.kind === 'pattern')) this.#remember(hit.groups);
    return hit.value ? this.expand(hit.value.value, depth + 1) : empty;
  }

  /** `$1` and its like after an expression was tried; what they hold after one that did not match is left to chance. */
  #remember(groups: Groups | null): void {
    this.#groups = groups;
    if (!groups) return;
    for (const [name, value] of groups.named) this.#named.set(name, value);
  }
}
