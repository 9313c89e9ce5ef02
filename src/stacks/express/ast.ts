import type { Range } from '../../policy/range.ts';

/** The part of JavaScript and TypeScript that can decide about headers; everything else is `Unknown`, and types are left out. */
export type Expression =
  | {
      readonly kind: 'String';
      readonly range: Range;
      readonly value: string;
      /** Between the quotes. */ readonly inner: Range;
    }
  | {
      readonly kind: 'Template';
      readonly range: Range;
      readonly inner: Range;
      readonly parts: readonly (string | Expression)[];
    }
  | { readonly kind: 'Number'; readonly range: Range; readonly value: number }
  | { readonly kind: 'Boolean'; readonly range: Range; readonly value: boolean }
  | { readonly kind: 'Null'; readonly range: Range }
  | RegExpLiteral
  | { readonly kind: 'Identifier'; readonly range: Range; readonly name: string }
  | { readonly kind: 'Array'; readonly range: Range; readonly elements: readonly Element[] }
  | { readonly kind: 'Object'; readonly range: Range; readonly properties: readonly PropertyNode[] }
  | FunctionNode
  | ClassNode
  | CallNode
  | MemberNode
  | {
      readonly kind: 'Unary';
      readonly range: Range;
      readonly operator: string;
      readonly argument: Expression;
    }
  | {
      readonly kind: 'Binary';
      readonly range: Range;
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    }
  | {
      readonly kind: 'Conditional';
      readonly range: Range;
      readonly test: Expression;
      readonly then: Expression;
      readonly otherwise: Expression;
    }
  | {
      readonly kind: 'Assign';
      readonly range: Range;
      readonly operator: string;
      readonly target: Expression;
      readonly value: Expression;
    }
  | { readonly kind: 'Await'; readonly range: Range; readonly argument: Expression }
  | { readonly kind: 'Sequence'; readonly range: Range; readonly items: readonly Expression[] }
  | { readonly kind: 'Unknown'; readonly range: Range };

export interface RegExpLiteral {
  readonly kind: 'RegExp';
  readonly range: Range;
  readonly source: string;
  readonly flags: string;
  /** Between the slashes. */
  readonly inner: Range;
}

export interface CallNode {
  readonly kind: 'Call';
  readonly range: Range;
  readonly isNew: boolean;
  /** A part of a chain with `?.` in it, which ends where something is missing. */
  readonly optional: boolean;
  readonly callee: Expression;
  readonly args: readonly Element[];
}

export interface MemberNode {
  readonly kind: 'Member';
  readonly range: Range;
  readonly object: Expression;
  /** A name, or the expression between brackets. */
  readonly property: string | Expression;
  /** A part of a chain with `?.` in it, which ends where something is missing. */
  readonly optional: boolean;
}

export interface FunctionNode {
  readonly kind: 'Function';
  readonly range: Range;
  readonly name: string | null;
  readonly isAsync: boolean;
  readonly params: readonly Parameter[];
  readonly body: Expression | readonly Statement[];
}

export interface ClassNode {
  readonly kind: 'Class';
  readonly range: Range;
  readonly name: string | null;
  readonly members: readonly ClassMember[];
}

export interface ClassMember {
  readonly kind: 'method' | 'getter' | 'field';
  readonly name: string;
  readonly isStatic: boolean;
  readonly value: Expression;
  /** Parameters of a constructor that become properties. */
  readonly keeps?: readonly string[];
}

export interface Element {
  readonly spread: boolean;
  readonly value: Expression;
}

export type PropertyNode =
  | { readonly kind: 'spread'; readonly range: Range; readonly value: Expression }
  | {
      readonly kind: 'property';
      readonly range: Range;
      readonly key: string | Expression;
      readonly keyRange: Range;
      readonly value: Expression;
      /** `get key() { … }`, of which `value` is the function. */
      readonly isGetter?: boolean;
    };

export interface Parameter {
  readonly pattern: Pattern;
  readonly fallback: Expression | null;
  readonly rest: boolean;
}

export type Pattern =
  | { readonly kind: 'name'; readonly name: string; readonly range: Range }
  | {
      readonly kind: 'object';
      readonly range: Range;
      readonly entries: readonly { readonly key: string | null; readonly parameter: Parameter }[];
    }
  | { readonly kind: 'array'; readonly range: Range; readonly items: readonly (Parameter | null)[] }
  | { readonly kind: 'unknown'; readonly range: Range };

export type Statement =
  | {
      readonly kind: 'Declare';
      readonly range: Range;
      readonly declarations: readonly { readonly pattern: Pattern; readonly init: Expression | null }[];
    }
  | {
      readonly kind: 'Import';
      readonly range: Range;
      readonly from: string;
      readonly names: readonly ImportedName[];
    }
  | { readonly kind: 'Evaluate'; readonly range: Range; readonly value: Expression }
  | { readonly kind: 'Return'; readonly range: Range; readonly value: Expression | null }
  | { readonly kind: 'Throw'; readonly range: Range; readonly value: Expression }
  | {
      readonly kind: 'If';
      readonly range: Range;
      readonly test: Expression;
      readonly then: Statement;
      readonly otherwise: Statement | null;
    }
  | { readonly kind: 'Block'; readonly range: Range; readonly body: readonly Statement[] }
  | {
      readonly kind: 'ForOf';
      readonly range: Range;
      readonly pattern: Pattern;
      /** `keys` in `for (… in …)`. */
      readonly over: 'items' | 'keys';
      readonly list: Expression;
      readonly body: Statement;
    }
  | {
      readonly kind: 'Loop';
      readonly range: Range;
      readonly init: Statement | null;
      readonly test: Expression | null;
      readonly update: Expression | null;
      readonly body: Statement;
    }
  | {
      readonly kind: 'Try';
      readonly range: Range;
      readonly body: Statement;
      readonly name: string | null;
      readonly handler: Statement | null;
      readonly finalizer: Statement | null;
    }
  | {
      readonly kind: 'Switch';
      readonly range: Range;
      readonly value: Expression;
      readonly cases: readonly SwitchCase[];
    }
  | { readonly kind: 'Break' | 'Continue'; readonly range: Range }
  | ClassNode
  | { readonly kind: 'Nothing'; readonly range: Range };

/** `test` is null for the default case. */
export interface SwitchCase {
  readonly test: Expression | null;
  readonly body: readonly Statement[];
}

export interface ImportedName {
  /** As the other module calls it; `*` for the whole of it. */
  readonly imported: string;
  readonly local: string;
}

/** A name that other modules may import. */
export interface ExportedName {
  /** As other modules call it; `*` for all of what `from` exports, `=` for what stands for the module itself. */
  readonly exported: string;
  readonly local: string;
  /** The module that it is passed on from; null for one of this module's own. */
  readonly from: string | null;
}

export interface Program {
  readonly body: readonly Statement[];
  readonly exports: readonly ExportedName[];
  /** Stretches that the parser could not read. */
  readonly broken: readonly Range[];
}
