import { unnamed } from '../policy/caller.ts';
import type { Range } from '../policy/range.ts';
import type { ReadContext, Reading, SourceKind } from '../policy/types.ts';
import { witnessFinder } from '../policy/witness.ts';
import { mend, type Mended } from '../stacks/express/mend.ts';
import { alsoReadAs, read, recognise, type StackReading } from '../stacks/registry.ts';
import { unmended } from './mended.ts';
import { rules } from './registry.ts';
import { silences, suppressionsIn } from './suppression.ts';
import { unusedSuppression } from './unused-suppression.ts';
import type { Finding, Report, Rule, RuleClass, Severity } from './types.ts';

export interface LintDocument {
  readonly text: string;
  /** Which stack to read it as; found from path and text when left out. */
  readonly stack?: SourceKind;
}

const severityOf: Readonly<Record<RuleClass, Severity>> = {
  exposed: 'error',
  broken: 'warning',
  fragile: 'information',
  hygiene: 'hint',
};

/**
 * Checks one document with every rule of its stack; of those that speak on request only, with the `requested` ones.
 * In: its text and what surrounds it. Out: findings in source order; none when no stack claims the document. Never throws for any text.
 */
export function lint(
  document: LintDocument,
  context: ReadContext,
  requested: readonly string[] = [],
): readonly Finding[] {
  const stack = document.stack ?? recognise(context.path, document.text);
  if (!stack) return [];
  const { text } = document;
  const findings: Finding[] = [];
  const witness = witnessFinder();
  const speaking = rules.filter(({ meta }) => !meta.onRequest || requested.includes(meta.id));
  for (const kind of [stack, ...alsoReadAs(stack, context.path, text)]) {
    const { reading, mended } = readWhole(kind, text, context);
    const report = (rule: Rule, reported: Report): void => {
      const here = withinDocument(reported, reading);
      const told = mended ? unmended(here, mended) : here;
      if (told) findings.push(findingOf(text, rule, told));
    };
    for (const rule of speaking) {
      if (!rule.meta.stacks.includes(kind)) continue;
      const read = { text: mended?.text ?? text, reading, read: context, witness };
      rule.check({ ...read, report: report.bind(null, rule) });
    }
  }
  return heedComments(document.text, distinct(findings), speaking).sort(
    (a, b) => a.range.start - b.range.start || a.range.end - b.range.end,
  );
}

/** A file in which somebody is in the midst of a call of cors is read with what the call lacks. */
function readWhole(
  kind: SourceKind,
  text: string,
  context: ReadContext,
): { readonly reading: StackReading; readonly mended: Mended | null } {
  const reading = read(kind, text, context);
  const mended = kind === 'express' && reading.errors.length > 0 ? mend(text) : null;
  return mended ? { reading: read(kind, mended.text, context), mended } : { reading, mended };
}

/** What stands in another file is told where this one uses it; edits never touch another file. */
function withinDocument(report: Report, { placeOf }: Reading): Report {
  if (!placeOf) return report;
  const isHere = (range: Range): boolean => placeOf(range) === range;
  return {
    ...report,
    range: placeOf(report.range),
    fixes: report.fixes?.filter(({ edits }) => isHere(report.range) && edits.every(isHere)),
    related: report.related?.filter(({ range }) => isHere(range)),
  };
}

/** Leaves out what comments silence, and tells of comments that silence nothing; not of those about rules that were not asked. */
function heedComments(text: string, findings: readonly Finding[], asked: readonly Rule[]): Finding[] {
  const suppressions = suppressionsIn(text);
  const kept = findings.filter((finding) => !suppressions.some((one) => silences(one, finding)));
  const isKnown = (list: readonly Rule[], id: string): boolean => list.some(({ meta }) => meta.id === id);
  const unused = suppressions.filter(
    (one) =>
      !findings.some((finding) => silences(one, finding)) &&
      (isKnown(asked, one.rule) || !isKnown(rules, one.rule)),
  );
  const told = unused.map(({ rule, range, remove }) =>
    findingOf(text, unusedSuppression, {
      range,
      messageId: isKnown(rules, rule) ? 'unused' : 'unknown',
      data: { rule },
      fixes: [{ title: 'Take it out', safety: 'safe', edits: [{ ...remove, text: '' }] }],
    }),
  );
  return [...kept, ...told];
}

/** One text can stand in several policies (a constant used twice, a line inherited by two locations); it is told once. */
function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ rule, range, message }) => {
    const key = JSON.stringify([rule, range.start, range.end, message]);
    return !seen.has(key) && Boolean(seen.add(key));
  });
}

function findingOf(text: string, rule: Rule, report: Report): Finding {
  const ruleClass = report.class ?? rule.meta.class;
  return {
    rule: rule.meta.id,
    class: ruleClass,
    severity: severityOf[ruleClass],
    message: fill(rule, report),
    range: withinLine(text, report.range),
    witness: report.witness ?? null,
    fixes: report.fixes ?? [],
    related: report.related ?? [],
    mayFollow: rule.meta.mayFollow ?? false,
  };
}

/** A value may go on for lines; what is underlined ends with its first one. */
function withinLine(text: string, range: Range): Range {
  const lineEnd = text.slice(range.start, range.end).search(/[\r\n]/);
  return lineEnd < 0 ? range : { start: range.start, end: range.start + lineEnd };
}

function fill(rule: Rule, report: Report): string {
  const template = rule.meta.messages[report.messageId];
  if (template === undefined) throw new Error(`Rule ${rule.meta.id} has no message '${report.messageId}'.`);
  const message = template.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = report.data?.[name];
    if (value === undefined)
      throw new Error(`Rule ${rule.meta.id} leaves {${name}} of '${report.messageId}' empty.`);
    return value;
  });
  return message.startsWith(unnamed) ? `A${message.slice(1)}` : message;
}
