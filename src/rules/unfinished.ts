import type { Range } from '../policy/range.ts';
import type { SourceKind } from '../policy/types.ts';
import type { Finding } from './types.ts';

/**
 * The code that somebody who types at `caret` has not finished: in configuration files the line, else the statement at the left margin
 * with what is indented below it. Null when nothing is unfinished there: the line is empty, or the caret stands behind the end of what is
 * complete.
 */
export function unfinishedAt(text: string, caret: number, kind: SourceKind): Range | null {
  const lineStart = text.lastIndexOf('\n', caret - 1) + 1;
  const lineEnd = endOfLine(text, caret);
  if (kind === 'nginx' || kind === 'apache') {
    const line = { start: lineStart, end: lineEnd };
    return isComplete(text, line, caret) ? null : line;
  }
  const isBlank = text.slice(lineStart, lineEnd).trim() === '' && isAtMargin(text, lineEnd + 1);
  const last = isBlank ? text.slice(0, lineStart).trimEnd().length : lineEnd;
  const start = statementStart(text, text.lastIndexOf('\n', last - 1) + 1);
  if (isBlank) return hasMatchingBrackets(text.slice(start, lineEnd)) ? null : { start, end: lineEnd };
  const range = { start, end: statementEnd(text, lineEnd) };
  return isComplete(text, range, caret) ? null : range;
}

/** Findings, and the text that they are about. */
export interface Shown {
  readonly text: string;
  readonly findings: readonly Finding[];
}

/**
 * What to show while `unfinished` is being typed. About it, only what was shown before and still holds, because the next word may take
 * anything else back; where its brackets or quotes do not even match, what was shown before. About the rest of the text, what was shown
 * before: code around a half statement means nothing.
 */
export function shownMeanwhile(now: Shown, before: Shown | null, unfinished: Range): readonly Finding[] {
  const isInside = ({ range }: Finding): boolean =>
    range.end >= unfinished.start && range.start <= unfinished.end;
  const known = new Set(before?.findings.map(identityOf));
  const fresh = now.findings.filter((finding) => isInside(finding) && known.has(identityOf(finding)));
  const isBroken = !hasMatchingBrackets(now.text.slice(unfinished.start, unfinished.end));
  const kept = before && isBroken ? where(now.text, before).filter(isInside) : [];
  const again = new Set(fresh.map(identityOf));
  const outside = before && standing(now.text, before, unfinished);
  return [
    ...fresh,
    ...kept.filter((finding) => !again.has(identityOf(finding))),
    ...(outside ?? now.findings.filter((finding) => !isInside(finding))),
  ];
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

/** What tells a finding from others even while the text around it moves. */
function identityOf({ rule, message }: Finding): string {
  return `${rule} ${message}`;
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

/** A statement, with brackets that match, is complete for somebody who stands behind it. */
function isComplete(text: string, { start, end }: Range, caret: number): boolean {
  const code = text.slice(start, end).trimEnd();
  if (caret < start + code.length || !/[;})]$/.test(code) || !hasMatchingBrackets(code)) return false;
  return !(code.endsWith(')') && blockAhead.test(code));
}

/** What begins a statement whose block is still to come behind its brackets. */
const blockAhead = /^(?:(?:export|default|async)\s+)*(?:if|for|while|switch|function|with|else|def|class)\b/;

function hasMatchingBrackets(code: string): boolean {
  const rest = code.replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '');
  if (/(?<!\w)['"]/.test(rest.replace(/^\s*(?:\/\/|#|\*).*$/gm, ''))) return false;
  const brackets = rest.match(/[()[\]{}]/g) ?? [];
  const opened = brackets.filter((bracket) => '([{'.includes(bracket)).length;
  return opened * 2 === brackets.length;
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

/** Where a line begins a statement: not indented, and no bracket that ends one. */
function isAtMargin(text: string, lineStart: number): boolean {
  return lineStart >= text.length || /[^\s)\]}]/.test(text[lineStart] ?? '');
}

/** A comment right above belongs to it. */
function statementStart(text: string, lineStart: number): number {
  let start = lineStart;
  while (start > 0 && (!isAtMargin(text, start) || isComment(text, lineBefore(text, start))))
    start = lineBefore(text, start);
  return start;
}

function lineBefore(text: string, lineStart: number): number {
  return lineStart < 2 ? 0 : text.lastIndexOf('\n', lineStart - 2) + 1;
}

function isComment(text: string, lineStart: number): boolean {
  return /^(?:\/\/|#|\/?\*)/.test(text.slice(lineStart, lineStart + 2));
}

function statementEnd(text: string, lineEnd: number): number {
  let end = lineEnd;
  while (end < text.length && !isAtMargin(text, end + 1)) end = endOfLine(text, end + 1);
  return end;
}
