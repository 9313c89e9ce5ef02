import type { LostHeader, PolicyRequest, PolicyResponse, UnknownPart } from '../../policy/types.ts';
import { corsHeaders, effective, emit, lostTo } from './headers.ts';
import { locationFor } from './locate.ts';
import { serverOf, type ErrorPage, type Level, type Model, type Step } from './model.ts';
import type { Directive } from './scan.ts';
import { unknown as unknownValue } from './values.ts';
import { Variables } from './variables.ts';

/** Internal redirects that one request may take; nginx itself stops after ten. */
const mostRedirects = 10;

/**
 * What nginx answers to a request that reaches `level`, phase by phase: server rewrite, limit_except, location rewrite, access, try_files,
 * content, error_page, header filter.
 *
 * A condition that rests on what the request does not tell (the path, the host, a file) counts as not met when its `if` only sends the
 * request elsewhere: the answer then speaks of the requests that stay. When such an `if` sets headers, they are unknown.
 */
export function answer(model: Model, level: Level, request: PolicyRequest): PolicyResponse {
  return new Run(model, request).at(level);
}

/** How a phase ended: with an answer of its own, elsewhere, or not at all. */
interface Outcome {
  readonly status: number;
  readonly madeBy: 'return' | 'server' | 'app';
  readonly from: Level;
}

class Run {
  readonly #model: Model;
  readonly #variables: Variables;
  readonly #unknown: UnknownPart[] = [];
  readonly #lost: LostHeader[] = [];
  #request: PolicyRequest;
  /** Set by error_page: the status that the final answer has, whatever produces its body. */
  #forced: number | null = null;
  #errorPageTaken = false;
  #redirects = 0;
  /** Levels of the matching ifs in this location, in order; the last one counts. */
  #matched: Level[] = [];

  constructor(model: Model, request: PolicyRequest) {
    this.#model = model;
    this.#request = request;
    this.#variables = new Variables(model, request);
  }

  at(start: Level): PolicyResponse {
    return this.#enter(start, true);
  }

  #enter(level: Level, throughServer: boolean): PolicyResponse {
    const server = serverOf(level);
    if (throughServer && level !== server) {
      const early = this.#rewrite(server.steps, server);
      if (early) return this.#answeredInFront(early, level);
      if (this.#model.byExpression.has(server)) this.#variables.forgetGroups();
    }
    this.#matched = [];
    const limited =
      level.limit && !level.limit.methods.includes(this.#request.method) ? level.limit.level : null;
    const outcome = limited
      ? this.#serve(limited, level)
      : (this.#rewrite(level.steps, level) ?? this.#serve(this.#current(level), level));
    if ('headers' in outcome) return outcome;
    return this.#finish(outcome);
  }

  /** The last matching `if` stands in for its location. */
  #current(level: Level): Level {
    return this.#matched.at(-1) ?? level;
  }

  /** Runs rewrite directives in order. Out: the answer that ended the phase, or null when the request goes on. */
  #rewrite(steps: readonly Step[], level: Level): Outcome | null {
    for (const step of steps) {
      if (step.does === 'if') {
        const end = this.#if(step.condition, step.level);
        if (end === 'break') return null;
        if (end) return end;
        continue;
      }
      const end = this.#simple(step, this.#current(level));
      if (end === 'break') return null;
      if (end) return end;
    }
    return null;
  }

  #if(condition: Parameters<Variables['holds']>[0], level: Level): Outcome | 'break' | null {
    const holds = this.#variables.holds(condition);
    if (holds === null) {
      this.#mayHold(level);
      return null;
    }
    if (!holds) return null;
    if (level.parent?.kind !== 'server') this.#matched.push(level);
    if (level.opaque) this.#unknownStatus(level.opaque);
    for (const step of level.steps) {
      const end = step.does === 'if' ? null : this.#simple(step, level);
      if (end) return end;
    }
    return null;
  }

  #simple(step: Exclude<Step, { does: 'if' }>, level: Level): Outcome | 'break' | null {
    switch (step.does) {
      case 'set':
        this.#variables.set(step.variable, this.#variables.expand(step.value.value));
        return null;
      case 'break':
        return 'break';
      case 'return':
        return {
          status: step.status,
          madeBy: step.bare && step.status >= 400 ? 'server' : 'return',
          from: level,
        };
      case 'rewrite':
        return this.#path(step, level);
    }
  }

  #path(step: Extract<Step, { does: 'rewrite' }>, level: Level): Outcome | 'break' | null {
    if (step.flag === 'permanent' || step.flag === 'redirect') {
      if (!step.always) return null;
      return { status: step.flag === 'permanent' ? 301 : 302, madeBy: 'return', from: level };
    }
    if (step.flag === 'break')
      return step.always || isLast(step, level) ? 'break' : this.#dependsOnPath(step.directive);
    if (step.always && level.kind !== 'server') return this.#dependsOnPath(step.directive);
    return null;
  }

  #dependsOnPath(directive: Directive): null {
    this.#unknownEverything('the path decides what happens here', directive);
    return null;
  }

  /** An `if` whose condition cannot be decided. */
  #mayHold(level: Level): void {
    const { directive } = level;
    for (const step of level.steps) {
      if (step.does === 'set')
        this.#variables.set(
          step.variable,
          unknownValue(`whether $${step.variable} is set depends on the request`),
        );
    }
    if (directive && (level.headers.length > 0 || level.opaque)) {
      this.#unknownEverything('whether this if applies depends on the request', directive);
    }
  }

  #serve(level: Level, location: Level): Outcome | PolicyResponse {
    if (level.opaque) this.#unknownStatus(level.opaque);
    const refused = this.#access(level);
    if (refused) return refused;
    if (level === location && level.tryFiles) {
      const redirected = this.#tryFiles(level.tryFiles, level);
      if (redirected) return redirected;
    }
    return this.#content(level);
  }

  #access(level: Level): Outcome | null {
    const access = nearest(level, (at) => at.access);
    const basic = nearest(level, (at) => at.authBasic);
    const subrequest = nearest(level, (at) => at.authRequest);
    const hasBasic = basic !== null && basic.args[0]?.value !== 'off';
    const hasSubrequest = subrequest !== null && subrequest.args[0]?.value !== 'off';
    const any =
      nearest(level, (at) => (at.satisfyAny === null ? null : { any: at.satisfyAny }))?.any ?? false;
    if (any && (hasBasic || hasSubrequest) && access) {
      this.#unknownStatus(access.directive);
      return null;
    }
    if (access?.rule === 'nobody') return { status: 403, madeBy: 'server', from: level };
    const signedIn = this.#request.headers.some(([name]) => name.toLowerCase() === 'authorization');
    if (hasBasic && !signedIn) return { status: 401, madeBy: 'server', from: level };
    if (hasSubrequest && !signedIn) this.#unknownStatus(subrequest);
    return null;
  }

  #tryFiles(directive: Directive, level: Level): Outcome | PolicyResponse | null {
    const { handler } = this.#request;
    if (handler.does === 'answer' && handler.madeBy === 'server' && handler.status < 400) return null;
    const last = directive.args.at(-1)?.value ?? '';
    if (last.startsWith('=')) return { status: Number(last.slice(1)) || 404, madeBy: 'server', from: level };
    return this.#redirect(last, level, directive);
  }

  /** Sends the request on inside the server: to a named location, or to the location of a path. */
  #redirect(target: string, from: Level, directive: Directive): PolicyResponse | null {
    this.#redirects += 1;
    const path = target.split('?')[0] ?? '';
    const found = locationFor(serverOf(from), path);
    if (found === 'unknown' || this.#redirects > mostRedirects || found === null) {
      this.#unknownEverything('what answers there cannot be told from this file', directive);
      return null;
    }
    if (!path.startsWith('@'))
      this.#request = { ...this.#request, handler: { does: 'answer', status: 200, madeBy: 'server' } };
    for (const line of emit(this.#current(from), 200, this.#variables.copy()).headers) {
      this.#lost.push({ ...line, lostAt: directive.shown, how: 'made-outside' });
    }
    return this.#enter(found, !path.startsWith('@'));
  }

  #content(level: Level): Outcome {
    const { handler, method } = this.#request;
    const status = handler.does === 'answer' ? handler.status : 0;
    if (handlerOf(level)) {
      if (handler.does === 'throw') return { status: 502, madeBy: 'server', from: level };
      return { status, madeBy: status < 400 ? 'app' : handler.madeBy, from: level };
    }
    // nginx keeps the handler of an earlier if, but not its settings, and fails.
    if (this.#matched.some(handlerOf)) return { status: 500, madeBy: 'server', from: level };
    if (method === 'GET' || method === 'HEAD')
      return { status: status || 500, madeBy: status < 400 && status > 0 ? 'return' : 'server', from: level };
    if (method === 'POST' && status >= 400) return { status, madeBy: 'server', from: level };
    return { status: 405, madeBy: 'server', from: level };
  }

  #finish(outcome: Outcome): PolicyResponse {
    const page = this.#errorPageFor(outcome);
    if (page) {
      const answered = this.#errorPage(page, outcome);
      if (answered) return answered;
    }
    const isOwn = outcome.madeBy === 'server' || (outcome.madeBy === 'return' && isRedirect(outcome.status));
    const status = isOwn ? outcome.status : (this.#forced ?? outcome.status);
    if (outcome.status === 444) return this.#response(444, null);
    return this.#response(status, outcome.from);
  }

  #errorPageFor(outcome: Outcome): ErrorPage | null {
    if (this.#errorPageTaken || outcome.madeBy === 'return') return null;
    const intercepts =
      nearest(outcome.from, (at) => (at.interceptsErrors === null ? null : { on: at.interceptsErrors }))
        ?.on ?? false;
    if (outcome.madeBy === 'app' && (!intercepts || outcome.status < 300)) return null;
    const pages = nearest(outcome.from, (at) => (at.errorPages.length > 0 ? at.errorPages : null));
    return pages?.find((page) => page.statuses.includes(outcome.status)) ?? null;
  }

  #errorPage(page: ErrorPage, outcome: Outcome): PolicyResponse | null {
    this.#errorPageTaken = true;
    if (!/^[/@]/.test(page.target)) {
      const named = typeof page.answer === 'number' && isRedirect(page.answer) ? page.answer : 302;
      return this.#response(named, outcome.from);
    }
    this.#forced = page.answer === 'of the page' ? null : (page.answer ?? outcome.status);
    const isPath = page.target.startsWith('/');
    if (isPath && this.#request.method !== 'HEAD') {
      this.#request = { ...this.#request, method: 'GET' };
      this.#variables.become('GET');
    }
    this.#matched = outcome.from.kind === 'if' ? [outcome.from] : [];
    return this.#redirect(page.target, outcome.from, page.directive);
  }

  /** The server answered in its rewrite phase: the location's own headers have no part in it. */
  #answeredInFront(outcome: Outcome, level: Level): PolicyResponse {
    const step = outcome.from.directive;
    if (effective(level).headers !== effective(outcome.from).headers) {
      for (const line of emit(level, 200, this.#variables.copy()).headers) {
        this.#lost.push({ ...line, lostAt: step?.shown ?? null, how: 'answered-in-front' });
      }
    }
    return this.#finish({ ...outcome, from: serverOf(level) });
  }

  #response(status: number, from: Level | null): PolicyResponse {
    if (!from) return { status, headers: [], lost: this.#lost, unknown: this.#unknown };
    const { headers, lost, unknown } = emit(from, status, this.#variables);
    const passed = this.#matched.slice(0, -1).flatMap((level) => {
      const by = from.headers[0]?.directive ?? from.directive;
      return by && from.kind === 'if' ? lostTo(from, level.headers, by, this.#variables) : [];
    });
    return {
      status,
      headers,
      lost: [...this.#lost, ...lost, ...passed],
      unknown: [...this.#unknown, ...unknown],
    };
  }

  #unknownStatus(directive: Directive): void {
    this.#unknown.push({ about: 'status', why: `${directive.name} decides`, range: directive.shown });
  }

  #unknownEverything(why: string, directive: Directive): void {
    for (const about of ['status', ...corsHeaders])
      this.#unknown.push({ about, why, range: directive.shown });
  }
}

function isRedirect(status: number): boolean {
  return [301, 302, 303, 307, 308].includes(status);
}

function isLast(step: Step, level: Level): boolean {
  return level.steps.at(-1) === step;
}

/** What the innermost level that says anything says. */
function nearest<T>(level: Level, say: (at: Level) => T | null): T | null {
  for (let at: Level | null = level; at; at = at.parent) {
    const said = say(at);
    if (said !== null) return said;
  }
  return null;
}

/** The handler of a level: an `if` or a limit_except takes its location's, a nested location does not take the outer one's. */
export function handlerOf(level: Level): Directive | null {
  if (level.handler) return level.handler;
  return level.kind === 'if' || level.kind === 'limit_except' ? (level.parent?.handler ?? null) : null;
}
