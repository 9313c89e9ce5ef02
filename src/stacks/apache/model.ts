import type { Range } from '../../policy/range.ts';
import type { Expr, Span, Value } from './expr.ts';
import type { Pattern } from './pattern.ts';
import type { Directive, Section, Word } from './scan.ts';

/** `Header set` edits the headers of a success, `Header always set` those of every answer; both are sent (mod_headers). */
export type Table = 'onsuccess' | 'always';

export type HeaderAction =
  'set' | 'append' | 'merge' | 'add' | 'unset' | 'setifempty' | 'edit' | 'edit*' | 'echo' | 'note';

/** A piece of a header value. `env` is `%{NAME}e`, which prints `(null)` when the variable is not set. */
export type TemplatePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'value'; readonly value: Value }
  | { readonly kind: 'unknown'; readonly why: string };

export type Condition =
  | { readonly kind: 'env'; readonly name: string; readonly negated: boolean; readonly range: Range }
  | { readonly kind: 'expr'; readonly expr: Expr; readonly word: Word; readonly offset: number }
  | { readonly kind: 'unknown'; readonly why: string };

/** Why it is not known that a directive is in force: `<IfDefine>`, a module that may not be loaded. Null when it is. */
export type Doubt = string | null;

/** One `Header` directive. */
export interface HeaderOp {
  readonly directive: Directive;
  /** The directive on its first line. */
  readonly range: Range;
  readonly table: Table;
  readonly action: HeaderAction;
  /** The word of the action, or of `always` where it stands before it. */
  readonly actionWord: Word;
  readonly name: string;
  readonly nameWord: Word;
  readonly value: readonly TemplatePart[];
  readonly valueWord: Word | null;
  readonly condition: Condition | null;
  readonly conditionWord: Word | null;
  readonly doubt: Doubt;
}

export interface VariableSet {
  readonly name: string;
  /** Null removes the variable. */
  readonly value: string | null;
  readonly word: Word;
}

/** Directives that set environment variables, in the order of the file. */
export type EnvOp = SetEnvIf | SetEnvIfExpr | SetEnv;

export interface SetEnvIf {
  readonly kind: 'setenvif';
  readonly directive: Directive;
  readonly attribute: string;
  readonly pattern: Pattern;
  readonly patternWord: Word;
  /** No metacharacter: the text itself is searched for, and `$0` stays as it stands. */
  readonly plainText: boolean;
  readonly sets: readonly VariableSet[];
  readonly doubt: Doubt;
}

export interface SetEnvIfExpr {
  readonly kind: 'setenvifexpr';
  readonly directive: Directive;
  readonly expr: Expr;
  readonly sets: readonly VariableSet[];
  readonly doubt: Doubt;
}

/** `SetEnv` and `PassEnv`, which give way to SetEnvIf; `value` is null when the source does not tell it. */
export interface SetEnv {
  readonly kind: 'setenv' | 'unsetenv';
  readonly directive: Directive;
  readonly name: string;
  readonly value: string | null;
  readonly doubt: Doubt;
}

export interface RewriteCond {
  readonly test: readonly RewritePart[];
  readonly testWord: Word;
  readonly patternWord: Word;
  /** `=text` compares, anything else is a regular expression; null for file tests and numbers. */
  readonly matches: { readonly equal: string } | { readonly pattern: Pattern } | null;
  /** Where the text or pattern begins within the pattern's word (after `!` and `=`). */
  readonly offset: number;
  readonly negated: boolean;
  readonly or: boolean;
  readonly noVary: boolean;
}

export type RewritePart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'header'; readonly name: string }
  | { readonly kind: 'env'; readonly name: string }
  | { readonly kind: 'method' }
  /** `%1`: a group of the last condition that matched. */
  | { readonly kind: 'group'; readonly index: number }
  | { readonly kind: 'unknown' };

export interface RewriteRule {
  readonly directive: Directive;
  readonly range: Range;
  readonly pattern: Pattern;
  readonly negated: boolean;
  readonly conditions: readonly RewriteCond[];
  /** The status that ends the request here (R, F, G), or null. */
  readonly status: number | null;
  readonly last: boolean;
  readonly proxy: boolean;
  /** It leads to another file, such as a front controller. */
  readonly toOtherPath: boolean;
  readonly env: readonly { readonly name: string; readonly value: readonly RewritePart[] | null }[];
  /** Flags that make the order of rules depend on more than this model knows (C, S, N). */
  readonly jumps: boolean;
  readonly flagsWord: Word | null;
  readonly doubt: Doubt;
}

export interface Rewriting {
  /** What `RewriteEngine` says last; null when it says nothing. */
  engine: boolean | null;
  inherits: boolean;
  readonly rules: RewriteRule[];
}

/** Which requests a `Require` speaks of: `<Limit>` names methods, `<LimitExcept>` leaves some out. */
export interface MethodFilter {
  readonly methods: readonly string[];
  readonly except: boolean;
  readonly section: Section;
}

export type AuthNode =
  | {
      readonly kind: 'require';
      readonly directive: Directive;
      readonly filters: readonly MethodFilter[];
      readonly doubt: Doubt;
    }
  | { readonly kind: 'any' | 'all' | 'none'; readonly children: readonly AuthNode[] };

export interface IfBranch {
  /** Null for `<Else>`. */
  readonly expr: Expr | null;
  readonly word: Word | null;
  readonly scope: Scope;
}

/** `<If>` with its `<ElseIf>` and `<Else>`. */
export interface IfChain {
  readonly branches: readonly IfBranch[];
}

/** What one level of the configuration says: a virtual host, a folder, a location, a set of files. */
export interface Scope {
  readonly level: 'server' | 'location' | 'directory';
  readonly headers: HeaderOp[];
  readonly env: EnvOp[];
  readonly rewriting: Rewriting;
  readonly auth: AuthNode[];
  readonly ifs: IfChain[];
  /** `Deny from all`, `Satisfy`: access rules of Apache 2.2 that are not worked out. */
  oldAccessRules: Directive | null;
  /** `AllowMethods`: any other method is answered 405. */
  allowedMethods: readonly string[] | null;
  proxyPass: Directive | null;
  /** `FallbackResource`: missing files are answered by a program. */
  hasFallback: boolean;
  /** Statuses whose page is a path on this server: that page is a success for `Header set`. */
  readonly errorDocuments: Set<number>;
}

/** One place that answers. */
export interface Place {
  /** The tag of the innermost level; null for the file itself. */
  readonly section: Section | null;
  readonly label: string;
  readonly range: Range;
  /** From the outermost level to the innermost. */
  readonly scopes: readonly Scope[];
  /** In front of the scopes stands nothing else: for a `.htaccess`, the server's own configuration does. */
  readonly isHtaccess: boolean;
  readonly proxied: boolean;
}

export type { Span };
