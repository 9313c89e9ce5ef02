import type { Range, TextEdit } from '../policy/range.ts';
import type { ReadContext, SourceKind } from '../policy/types.ts';
import type { FindWitness } from '../policy/witness.ts';
import type { StackReading } from '../stacks/registry.ts';

export type { Range, TextEdit };

/**
 * What a finding means for the people who use the server.
 * exposed: a site that nobody meant to allow can read answers. broken: a legitimate call is blocked, for certain.
 * fragile: right today, wrong on an error status, behind a cache, on another version. hygiene: dead or misleading.
 */
export type RuleClass = 'exposed' | 'broken' | 'fragile' | 'hygiene';

export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** safe: the meaning stays, or it is the only reading that can work. unsafe: behaviour changes. manual: shown, never applied. */
export type FixSafety = 'safe' | 'unsafe' | 'manual';

export interface Fix {
  readonly title: string;
  readonly safety: FixSafety;
  readonly edits: readonly TextEdit[];
}

export interface RuleMeta {
  /** Reads after "allow …" and names the pattern, not the remedy. */
  readonly id: string;
  /** One sentence without a full stop: the headline of the rule's page. */
  readonly title: string;
  readonly class: RuleClass;
  readonly stacks: readonly SourceKind[];
  /** The version of Preflight that first had the rule. */
  readonly since: string;
  /** The safest fix that the rule offers, or null. */
  readonly fix: FixSafety | null;
  /** Right code often does what it finds: it speaks only where the settings or the command line name it. */
  readonly onRequest?: true;
  /** What the rule misses may be what somebody writes next, so it waits until they pause. */
  readonly mayFollow?: true;
  /** Texts by id, with `{placeholders}`. The first line stands alone. */
  readonly messages: Readonly<Record<string, string>>;
}

/** An origin that the policy lets in though nobody meant it to. */
export interface Witness {
  readonly origin: string;
}

export interface Report {
  readonly range: Range;
  readonly messageId: string;
  readonly data?: Readonly<Record<string, string>>;
  /** Where computed facts make this finding milder than the rule's class. */
  readonly class?: RuleClass;
  readonly witness?: Witness;
  readonly fixes?: readonly Fix[];
  readonly related?: readonly { readonly range: Range; readonly message: string }[];
}

export interface RuleContext {
  readonly text: string;
  readonly reading: StackReading;
  readonly read: ReadContext;
  /** An attacker origin that a policy lets in. */
  readonly witness: FindWitness;
  report(report: Report): void;
}

/** One rule: `check` is pure, sees one document and reports. */
export interface Rule {
  readonly meta: RuleMeta;
  check(context: RuleContext): void;
}

export interface Finding {
  readonly rule: string;
  readonly class: RuleClass;
  readonly severity: Severity;
  readonly message: string;
  readonly range: Range;
  readonly witness: Witness | null;
  readonly fixes: readonly Fix[];
  readonly related: readonly { readonly range: Range; readonly message: string }[];
  /** What is missing may be what somebody writes next. */
  readonly mayFollow: boolean;
}
