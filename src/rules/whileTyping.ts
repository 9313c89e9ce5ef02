import type { Range } from '../policy/range.ts';
import type { SourceKind } from '../policy/types.ts';
import type { Finding } from './types.ts';
import { unfinishedAt, type Unfinished } from './unfinished.ts';

/** Findings, and the text that they are about. */
export interface Shown {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/** A document that somebody has changed and has not paused since. */
export interface Typing {
  readonly stack: SourceKind;
  /** Where it was changed last. */
  readonly edit: number;
  readonly caret: number;
  /** What is shown until now. */
  readonly before: Shown | null;
}

/**
 * Of what is found, what to show while somebody types: of code in the middle of which they are nothing new, and nothing new that says
 * something is missing, which may come next.
 */
export function shownWhileTyping(now: Shown, { stack, edit, caret, before }: Typing): readonly Finding[] {
  const unfinished = unfinishedAt(now.text, caret, stack);
  const isIn = unfinished && edit >= unfinished.start && edit <= unfinished.end;
  const shown = isIn ? shownMeanwhile(now, before, unfinished) : now.findings;
  const isKnown = knownFrom(before);
  return shown.filter((finding) => !finding.mayFollow || isKnown(now.text, finding));
}

/**
 * What to show while `unfinished` is being typed. About it, only what was shown before and still holds, because the next word may take
 * anything else back; where it is broken, what was shown before. About the rest of the text, what was shown before: code around a half
 * statement means nothing.
 */
function shownMeanwhile(now: Shown, before: Shown | null, unfinished: Unfinished): readonly Finding[] {
  const isInside = ({ range }: Finding): boolean =>
    range.end >= unfinished.start && range.start <= unfinished.end;
  const kept = before && unfinished.isBroken ? where(now.text, before).filter(isInside) : [];
  const isKept = knownFrom({ text: now.text, findings: kept });
  const isKnown = knownFrom(before);
  const known = now.findings.filter((finding) => isInside(finding) && isKnown(now.text, finding));
  const outside = before && standing(now.text, before, unfinished);
  return [
    ...kept,
    ...known.filter((finding) => !isKept(now.text, finding)),
    ...(outside ?? now.findings.filter((finding) => !isInside(finding))),
  ];
}

/** Whether a finding was shown before: it says the same, or is about the same words. The text around it may have moved. */
function knownFrom(before: Shown | null): (text: string, finding: Finding) => boolean {
  const known = new Set(
    before?.findings.flatMap((finding) => [identityOf(finding), wordsOf(before.text, finding)]),
  );
  return (text, finding) => known.has(identityOf(finding)) || known.has(wordsOf(text, finding));
}

function identityOf({ rule, message }: Finding): string {
  return `${rule} ${message}`;
}

function wordsOf(text: string, { rule, range }: Finding): string {
  return `${rule} \`${text.slice(range.start, range.end)}\``;
}

/** What was found in text that is still there, where it is now. */
function where(text: string, before: Shown): readonly Finding[] {
  const moved = text.length - before.text.length;
  return before.findings.flatMap((finding) => {
    const { start, end } = finding.range;
    const words = before.text.slice(start, end);
    if (text.slice(start, end) === words) return [finding];
    return text.slice(start + moved, end + moved) === words ? [movedBy(finding, moved)] : [];
  });
}

/** Without its fixes, which are edits on the text as it was. */
function movedBy(finding: Finding, by: number): Finding {
  const range = { start: finding.range.start + by, end: finding.range.end + by };
  return { ...finding, range, fixes: [], related: [] };
}

/** What was found outside of the unfinished code, where it is now; null when something else changed as well. */
function standing(text: string, before: Shown, { start, end }: Range): readonly Finding[] | null {
  const tail = text.slice(end);
  if (!before.text.startsWith(text.slice(0, start)) || !before.text.endsWith(tail)) return null;
  const endBefore = before.text.length - tail.length;
  const moved = text.length - before.text.length;
  return before.findings.flatMap((finding) => {
    if (finding.range.end < start) return [finding];
    if (finding.range.start <= endBefore) return [];
    return [movedBy(finding, moved)];
  });
}
