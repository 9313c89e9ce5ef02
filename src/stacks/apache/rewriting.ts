import type { PolicyRequest } from '../../policy/types.ts';
import { lookUp, requestHeader, type Environment } from './environment.ts';
import type { RewriteCond, RewritePart, RewriteRule } from './model.ts';

/** What a set of rewrite rules does to one request. */
export interface Rewritten {
  /** The rule that ends the request, or null. */
  readonly ended: RewriteRule | null;
  /** A rule that may end it; the source does not tell. */
  readonly mayEnd: RewriteRule | null;
  readonly proxied: boolean;
  /** Request headers that a condition looked at with success: they go to Vary. */
  readonly varies: readonly { readonly header: string; readonly rule: RewriteRule }[];
}

/** Paths that stand for "any path": a rule that takes them all is taken for every request to the place. */
const paths = ['data', 'api/users/42', 'index.html'];

/** Runs `rules` over the request and sets their variables in `environment`. `doubtful`: it is not known that rewriting is on. */
export function rewrite(
  rules: readonly RewriteRule[],
  atServer: boolean,
  doubtful: boolean,
  request: PolicyRequest,
  environment: Environment,
  mentioned: ReadonlySet<string>,
): Rewritten {
  const varies: { header: string; rule: RewriteRule }[] = [];
  let mayEnd: RewriteRule | null = null;
  let jumped = false;
  for (const rule of rules) {
    const doubt = doubtful || jumped || rule.doubt !== null;
    jumped ||= rule.jumps;
    const path = takesPath(rule, atServer);
    const run = new Conditions(request, environment, mentioned);
    const holds = path === false ? false : run.all(rule.conditions);
    if (holds === false) continue;
    const certain = holds === true && path === true && !doubt;
    if (certain) varies.push(...run.varies.map((header) => ({ header, rule })));
    setVariables(rule, certain, run, environment);
    if (rule.status !== null) {
      if (certain) return { ended: rule, mayEnd, proxied: false, varies };
      if (run.decidedByRequest && (path !== false || doubt)) mayEnd ??= rule;
    } else if (certain && (rule.last || rule.proxy)) {
      return { ended: null, mayEnd, proxied: rule.proxy, varies };
    }
  }
  return { ended: null, mayEnd, proxied: false, varies };
}

/** True when the rule takes every path, false when none, null when it depends on the path. */
function takesPath(rule: RewriteRule, atServer: boolean): boolean | null {
  const taken = paths.map((path) => rule.pattern.search(atServer ? `/${path}` : path));
  if (taken.includes('unknown')) return null;
  const all = taken.every((match) => match !== 'unknown' && match.found !== rule.negated);
  const none = taken.every((match) => match !== 'unknown' && match.found === rule.negated);
  return all ? true : none && !rule.negated && /^\^?$/.test(rule.pattern.source) ? false : null;
}

function setVariables(rule: RewriteRule, certain: boolean, run: Conditions, environment: Environment): void {
  for (const { name, value } of rule.env) {
    if (!certain) environment.set(name, null);
    else if (value === null) environment.delete(name);
    else environment.set(name, run.text(value));
  }
}

/** The conditions of one rule, evaluated in order; keeps the groups of the last one that matched. */
class Conditions {
  readonly varies: string[] = [];
  /** A condition on the method or the origin holds: the rule is meant for requests such as this. */
  decidedByRequest = false;
  readonly #request: PolicyRequest;
  readonly #environment: Environment;
  readonly #mentioned: ReadonlySet<string>;
  #groups: readonly (string | undefined)[] | null = [];
  #looked: string[] = [];

  constructor(request: PolicyRequest, environment: Environment, mentioned: ReadonlySet<string>) {
    this.#request = request;
    this.#environment = environment;
    this.#mentioned = mentioned;
  }

  all(conditions: readonly RewriteCond[]): boolean | null {
    let result: boolean | null = true;
    for (let i = 0; i < conditions.length; i++) {
      let holds = this.#one(conditions[i]);
      while (holds !== true && conditions[i]?.or && i + 1 < conditions.length) {
        this.#looked = [];
        const other = this.#one(conditions[++i]);
        holds = other === true ? true : holds === null || other === null ? null : false;
      }
      while (holds === true && conditions[i]?.or && i + 1 < conditions.length) i++;
      // An [OR] with nothing behind it is as good as true.
      if (holds !== true && conditions[i]?.or) {
        this.#looked = [];
        continue;
      }
      if (holds === false) return false;
      if (holds === null) result = null;
      this.varies.push(...this.#looked);
      this.#looked = [];
    }
    return result;
  }

  #one(condition: RewriteCond | undefined): boolean | null {
    if (!condition?.matches) return null;
    const input = this.text(condition.test);
    if (condition.noVary) this.#looked = [];
    if (input === null) return null;
    const { matches, negated } = condition;
    let holds: boolean;
    if ('equal' in matches) holds = (input === matches.equal) !== negated;
    else {
      const match = matches.pattern.search(input);
      if (match === 'unknown') {
        this.#groups = null;
        return null;
      }
      if (match.found && !negated) this.#groups = match.groups;
      holds = match.found !== negated;
    }
    if (holds && condition.test.some((part) => part.kind === 'method' || isOriginPart(part))) {
      this.decidedByRequest = true;
    }
    return holds;
  }

  /** The text of a test or value; null when the source does not tell it. */
  text(parts: readonly RewritePart[]): string | null {
    let text = '';
    for (const part of parts) {
      const piece = this.#part(part);
      if (piece === null) return null;
      text += piece;
    }
    return text;
  }

  #part(part: RewritePart): string | null {
    switch (part.kind) {
      case 'text':
        return part.text;
      case 'method':
        return this.#request.method;
      case 'header': {
        const value = requestHeader(this.#request, part.name);
        if (value !== undefined) this.#looked.push(part.name);
        return value === undefined ? '' : value;
      }
      case 'env': {
        const value = lookUp(this.#environment, this.#mentioned, part.name);
        return value === undefined ? '' : value;
      }
      case 'group':
        return this.#groups === null ? null : (this.#groups[part.index] ?? '');
      case 'unknown':
        return null;
    }
  }
}

function isOriginPart(part: RewritePart): boolean {
  return part.kind === 'header' && part.name.toLowerCase() === 'origin';
}
