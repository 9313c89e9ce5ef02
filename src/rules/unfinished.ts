import type { Range } from '../policy/range.ts';
import type { SourceKind } from '../policy/types.ts';
import { unfinishedConfig } from './unfinishedConfig.ts';

/** Code that somebody has not finished. */
export interface Unfinished extends Range {
  /** It means nothing as it stands: brackets do not match, a line has no end, or a word is still to come. */
  readonly isBroken: boolean;
}

/**
 * The code that somebody who types at `caret` has not finished: of a configuration a block, of a program the statement at the left margin with what is indented
 * below it. Null when nothing is unfinished there: the line is empty, or the caret stands behind the end of what is complete.
 */
export function unfinishedAt(text: string, caret: number, kind: SourceKind): Unfinished | null {
  const unfinished =
    kind === 'nginx' || kind === 'apache'
      ? unfinishedConfig(text, caret, kind)
      : unfinishedStatement(text, caret);
  return unfinished && { ...unfinished, isBroken: unfinished.isBroken || isMidWord(text, caret) };
}

/** Unless the caret stands right behind what ends a word, such as a bracket or a comma, with another or nothing after it. */
function isMidWord(text: string, caret: number): boolean {
  const before = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const after = text.slice(caret, endOfLine(text, caret));
  if (!/^\s*(?:[)\]},;]|$)/.test(after)) return true;
  if (before.trim() === '') return after.trim() !== '';
  return !/[)\],'"`]$|[;}]\s*$/.test(before);
}

function unfinishedStatement(text: string, caret: number): Unfinished | null {
  const lineStart = caret === 0 ? 0 : text.lastIndexOf('\n', caret - 1) + 1;
  const lineEnd = endOfLine(text, caret);
  const isBlank = text.slice(lineStart, lineEnd).trim() === '' && isAtMargin(text, lineEnd + 1);
  const last = isBlank ? text.slice(0, lineStart).trimEnd().length : lineEnd;
  const start = statementStart(text, text.lastIndexOf('\n', last - 1) + 1);
  const end = isBlank ? lineEnd : statementEnd(text, lineEnd);
  const isBroken = !hasMatchingBrackets(text.slice(start, end));
  const isDone = isBlank ? !isBroken : isComplete(text, { start, end }, caret);
  return isDone ? null : { start, end, isBroken };
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
