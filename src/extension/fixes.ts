import type { SourceKind } from '../policy/types.ts';
import type { Finding, Fix, TextEdit } from '../rules/types.ts';

/** How a fix is offered in the lightbulb; null for one that is only described in the message. */
export interface Offer {
  readonly title: string;
  /** Only a fix that keeps the meaning may be applied without a look. */
  readonly preferred: boolean;
  readonly edits: readonly TextEdit[];
}

export function offerOf(fix: Fix): Offer | null {
  if (fix.safety === 'manual' || fix.edits.length === 0) return null;
  const safe = fix.safety === 'safe';
  return { title: safe ? fix.title : `${fix.title} (changes behaviour)`, preferred: safe, edits: fix.edits };
}

/**
 * The edits of every safe fix that can be applied together, in source order. One fix for each finding; a fix of which an edit
 * overlaps one already taken is left for the next pass as a whole.
 */
export function safeEdits(findings: readonly Finding[]): readonly TextEdit[] {
  const taken: TextEdit[] = [];
  for (const finding of findings) {
    const fix = finding.fixes.find(({ safety, edits }) => safety === 'safe' && edits.length > 0);
    if (!fix) continue;
    const fresh = fix.edits.filter((edit) => !taken.some((other) => isSame(edit, other)));
    if (fresh.some((edit) => taken.some((other) => overlaps(edit, other)))) continue;
    taken.push(...fresh);
  }
  return taken.sort((a, b) => a.start - b.start || a.end - b.end);
}

function isSame(a: TextEdit, b: TextEdit): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}

/** Two insertions at one place overlap too: their order would be a guess. */
function overlaps(a: TextEdit, b: TextEdit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

/**
 * A comment above the finding's line that silences its rule there; null where a line cannot be put in between: behind a line that
 * goes on, and for comments that silence nothing, which are to be taken out instead.
 */
export function ignoreEdit(text: string, { rule, range }: Finding, stack: SourceKind): TextEdit | null {
  if (rule === 'unused-suppression') return null;
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  if (/\\\r?\n$/.test(text.slice(0, start))) return null;
  const indent = /^[ \t]*/.exec(text.slice(start))?.[0] ?? '';
  const comment = stack === 'express' || stack === 'client' ? '//' : '#';
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  return { start, end: start, text: `${indent}${comment} preflight-ignore-next-line ${rule}${newline}` };
}
