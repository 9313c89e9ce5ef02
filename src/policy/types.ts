import type { HeaderLine } from '../cors/types.ts';
import type { Range, TextEdit } from './range.ts';

export type Stack = 'express' | 'fastapi' | 'nginx' | 'apache';

/** What a file is read as: the server's side, or the page's side that calls it. */
export type SourceKind = Stack | 'client';

/** Something read from source: its value, or why the file alone does not tell it. */
export type Fact<T> =
  | { readonly known: true; readonly value: T; readonly range: Range | null }
  | { readonly known: false; readonly why: string; readonly range: Range | null };

/** What stands behind the policy and makes the answer that the policy decorates. */
export type Handler =
  /** `madeBy: 'server'` is the web server's own page (nginx's 404, Apache's 403), `'app'` anything behind it. */
  | { readonly does: 'answer'; readonly status: number; readonly madeBy: 'app' | 'server' }
  /** The application fails without an answer of its own. */
  | { readonly does: 'throw' };

/** One request as the policy meets it. */
export interface PolicyRequest {
  readonly method: string;
  /** The Origin header; null when the request carries none. `'null'` is the opaque origin. */
  readonly origin: string | null;
  /** Other request headers, such as Access-Control-Request-Method. */
  readonly headers: readonly HeaderLine[];
  readonly cookies: boolean;
  readonly handler: Handler;
  /**
   * The origin stands for one that the server means to let in where the source does not name them: a list, a check or a value that is not
   * known is taken to allow it. Stacks that cannot answer so leave what is unknown unknown.
   */
  readonly meant?: true;
}

/** A response header line and the source text that produced it. */
export interface AnsweredHeader {
  readonly name: string;
  readonly value: string;
  /** Null for a line that no text states (a default of the library). */
  readonly range: Range | null;
  /** The call or property that writes it and nothing else, where it can be taken out on its own. */
  readonly writtenBy?: Range;
}

/** A header that the source sets and that does not arrive. */
export interface LostHeader extends AnsweredHeader {
  /** The text that loses it: the nested `add_header`, the missing `always`, the layer in front. */
  readonly lostAt: Range | null;
  readonly how: LossReason;
}

export type LossReason =
  /** nginx: a deeper level with an `add_header` of its own inherits none. */
  | 'replaced-by-nested-level'
  /** nginx without `always`, Apache `Header set`: not on this status. */
  | 'not-on-this-status'
  /** A layer in front answered before the policy was reached. */
  | 'answered-in-front'
  /** The answer is made outside of the policy, as Starlette's server error is. */
  | 'made-outside'
  /** A later write replaced it. */
  | 'overwritten'
  /** The server refuses the value, and the answer fails. */
  | 'refused';

/** A part of the answer that the source does not tell. */
export interface UnknownPart {
  /** A header name as in the standard, or 'status'. */
  readonly about: string;
  readonly why: string;
  readonly range: Range | null;
}

/** What the server would answer; two lines of one header stay two lines. */
export interface PolicyResponse {
  readonly status: number;
  readonly headers: readonly AnsweredHeader[];
  readonly lost: readonly LostHeader[];
  readonly unknown: readonly UnknownPart[];
  /** What leaves the request without any answer, for certain; its status and headers are unknown then. */
  readonly stuckAt?: Range;
  /** What leaves it without any answer on one of the ways that it can go. */
  readonly mayStickAt?: Range;
  /** What makes the request fail; for certain where the status is known. */
  readonly failure?: Failure;
  /** Where a library was told not to allow the origin, on which it writes nothing, not even `Vary`. */
  readonly steppedBackAt?: Range;
}

export interface Failure {
  readonly range: Range;
  /** An expression that throws, an error handed on to the next handler, or one handed to the library that asked about the origin. */
  readonly by: 'exception' | 'error' | 'denial';
}

/** One way in which a policy decides about origins, in the order in which the source states them. */
export type OriginMatcher =
  /** Answers `*`. */
  | { readonly kind: 'any'; readonly range: Range }
  /** Echoes whatever Origin comes, including `null`. */
  | { readonly kind: 'reflect'; readonly range: Range }
  | OriginLiteral
  | OriginPattern
  | OriginPredicate
  | { readonly kind: 'unknown'; readonly why: string; readonly range: Range };

export interface OriginLiteral {
  readonly kind: 'literal';
  readonly value: string;
  /** The characters between the quotes. */
  readonly range: Range;
  /** `compared` with the Origin that comes, or `sent` as it stands to every caller. */
  readonly use: 'compared' | 'sent';
}

/** A function of the origin. */
export interface OriginPredicate {
  readonly kind: 'predicate';
  readonly range: Range;
  /** Texts that the function compares origins with; candidates for attacker origins are made of them. */
  readonly mentions?: readonly string[];
  /** How it looks at the origin, by the method of a text that does the same; left out where it is a function of its own. */
  readonly method?: string;
  /** Null when it cannot be worked out. */
  accepts(origin: string): boolean | null;
}

export interface OriginPattern {
  readonly kind: 'pattern';
  /** The regular expression without delimiters. */
  readonly source: string;
  readonly ignoreCase: boolean;
  /** The stack's own rule: JavaScript, nginx and SetEnvIf search; Starlette wants the whole origin. */
  readonly matching: 'search' | 'fullmatch';
  /** The pattern's characters in the source, without delimiters. */
  readonly range: Range;
  /** What the stack's own matching says about one origin. */
  accepts(origin: string): boolean;
}

/** Something in front of the policy that can answer before it. */
export interface OuterLayer {
  readonly name: string;
  readonly range: Range;
  /** What a preflight meets there, as far as the source tells. */
  readonly answers: 'auth' | 'redirect' | 'host-check' | 'limit' | 'route' | 'unknown';
}

export interface PolicyFacts {
  readonly origins: readonly OriginMatcher[];
  readonly credentials: Fact<boolean>;
  /** `mirror` answers with what the preflight asked for. */
  readonly methods: Fact<readonly string[] | 'mirror' | null>;
  readonly allowHeaders: Fact<readonly string[] | 'mirror' | null>;
  readonly exposeHeaders: Fact<readonly string[] | null>;
  /** Seconds; null when the policy sends no Access-Control-Max-Age. */
  readonly maxAge: Fact<string | null>;
  /** Who answers OPTIONS: the policy itself, what stands behind it, or no one (404, 405). */
  readonly preflightAnsweredBy: Fact<'policy' | 'handler' | 'no one'>;
  readonly outside: readonly OuterLayer[];
}

/** Changes that a fix may want, written by the stack that read the policy; null where the source does not lend itself. */
export interface PolicyEdits {
  /** Answer without Access-Control-Allow-Credentials. */
  dropCredentials(): readonly TextEdit[] | null;
  /** Allow exactly these origins, each compared in full. */
  allowOrigins(origins: readonly string[]): readonly TextEdit[] | null;
  /** Send one constant Access-Control-Allow-Origin: `*`. */
  allowAny(): readonly TextEdit[] | null;
  /** Compare with a regular expression (without delimiters, `/` unescaped) where this literal stands. */
  replaceWithPattern?(literal: OriginLiteral, source: string): readonly TextEdit[] | null;
  /** Take this entry out of the list that it stands in. */
  removeOrigin?(literal: OriginLiteral): readonly TextEdit[] | null;
  /** Say that the answer differs by Origin: `Vary: Origin` on every answer. */
  varyByOrigin?(): readonly TextEdit[] | null;
}

/** Something that answers requests. Pure and total. */
export interface Answers {
  answer(request: PolicyRequest): PolicyResponse;
}

/** One place that answers: an app, a router, a route, a location, a folder. An answer machine, not a record of flags. */
export interface Policy extends Answers {
  readonly stack: Stack;
  /** Where a person would say that the policy is. */
  readonly range: Range;
  /** Such as `cors() on app` or `location /api/`. */
  readonly label: string;
  readonly facts: PolicyFacts;
  readonly edits: PolicyEdits;
  /**
   * The same place under each setting that the source leaves open, such as the value of an environment variable, where that makes a
   * difference. For what is wrong under any setting; which one holds is not known.
   */
  settings?(): readonly Policy[];
}

/** A stretch that could not be read; the rest of the file was. */
export interface ReadError {
  readonly range: Range;
  readonly message: string;
}

/** What a stack's `read` returns for any text. Each stack extends it with facts that only its own rules need. */
export interface Reading {
  readonly stack: SourceKind;
  readonly policies: readonly Policy[];
  readonly errors: readonly ReadError[];
  /** Where other files were read too: the place in this one that a range beyond its end belongs to. */
  placeOf?(range: Range): Range;
}

/** What surrounds the file; all optional, because a single open file must be enough. */
export interface ReadContext {
  /** With `/` as separator; relative to the workspace where there is one. */
  readonly path: string;
  /**
   * The file that `specifier` names in an import of `from` (`path` above for the document itself); null when there is none. Pure: what it
   * gives was read before.
   */
  resolve?(specifier: string, from: string): { readonly path: string; readonly text: string } | null;
  /** From the nearest manifest or lock file. */
  readonly versions?: {
    readonly express?: string;
    readonly cors?: string;
    readonly starlette?: string;
    readonly nginx?: string;
  };
}
