import { escapeRegex } from '../../policy/escapeRegex.ts';
import type { Range } from '../../policy/range.ts';

/** A text in which calls that somebody is in the midst of are given the quotes and brackets that they lack. */
export interface Mended {
  readonly text: string;
  /** What was put in, by where it stands in the mended text, in order. */
  readonly insertions: readonly Range[];
  /** The statements that were mended, in the mended text, without what was put in at their end. */
  readonly statements: readonly Range[];
}

/** A call or an object that goes on for longer is no half-typed one. */
const maxLength = 4_000;
const maxTries = 40;

/**
 * Closes the calls of cors, of `enableCors`, and the options in a variable named after CORS, that are not closed in `text`. Null when there
 * are none. Where a statement ends that lacks its brackets is told by the next line that begins another one, no deeper than it.
 */
export function mend(text: string): Mended | null {
  const found: Mending[] = [];
  let end = 0;
  let tries = 0;
  for (const { index } of text.matchAll(beginning(text))) {
    if (index < end) continue;
    if (++tries > maxTries) break;
    const start = statementStart(text, index);
    const mending = closed(text, start, index);
    if (!mending) continue;
    end = mending.end;
    if (mending.missing.length > 0) found.push(mending);
  }
  return found.length > 0 ? insertAll(text, found) : null;
}

/** What one statement lacks. */
interface Mending {
  readonly start: number;
  readonly end: number;
  readonly missing: readonly { readonly at: number; readonly text: string }[];
}

function beginning(text: string): RegExp {
  const names = new Set<string>();
  for (const [, imported, required] of text.matchAll(imports)) names.add(imported ?? required ?? '');
  const called = [...names].filter((name) => name !== '').map(escapeRegex);
  const call = called.length > 0 ? `(?<![\\w$.])(?:${called.join('|')})\\s*\\(|` : '';
  return new RegExp(`${call}\\.enableCors\\s*\\(|${options}`, 'gi');
}

const imports =
  /\bimport\s+(?:\*\s*as\s+)?([\w$]+)\s+from\s*['"]cors['"]|\b([\w$]+)\s*=\s*require\s*\(\s*['"]cors['"]/g;
const options = '\\b(?:const|let|var)\\s+[\\w$]*cors[\\w$]*(?:\\s*:\\s*[\\w$.]+)?\\s*=\\s*\\{';

/** The first line of what goes on up to `at` inside of brackets: `app.use(` above `cors({`. */
function statementStart(text: string, at: number): number {
  let start = text.lastIndexOf('\n', at - 1) + 1;
  while (start > 0 && /[(,=[]\s*$/.test(text.slice(Math.max(0, start - 80), start)))
    start = text.lastIndexOf('\n', start - 2) + 1;
  return start;
}

const piece =
  /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\[^])*`|\n|[\w$]+|[^\s]/g;
const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;
const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

/** What begins a statement, and no entry of an object or a list. */
const statement =
  /(?:const|let|var|function|class|import|export|if|for|while|return|throw|async\s+function)\b|[\w$]+\s*(?:\(|=[^>]|\.)/y;

/** Null when the statement at `start` is not one that lacks brackets or quotes alone. */
function closed(whole: string, start: number, call: number): Mending | null {
  const text = whole.slice(0, start + maxLength);
  const missing: { at: number; text: string }[] = [];
  const open: string[] = [];
  const indent = indentAt(text, start);
  let before = start;
  let last = '';
  const close = (at: number): Mending => {
    const rest = open.reverse().map((one) => closing[one]);
    return { start, end: at, missing: rest.length > 0 ? [...missing, { at, text: rest.join('') }] : missing };
  };
  piece.lastIndex = start;
  for (let match = piece.exec(text); match; match = piece.exec(text)) {
    const [found] = match;
    const at = match.index;
    if (found === '\n') {
      if (at >= call && (open.length === 0 || beginsAnother(text, at + 1, indent))) return close(before);
      const lacking = lackingBefore(text, at + 1, open.at(-1), last);
      if (lacking !== '') missing.push({ at: before, text: lacking });
      if (lacking.startsWith(']')) open.pop();
      continue;
    }
    if (found === "'" || found === '"') {
      const end = endOfOpenText(text, at);
      missing.push({ at: end, text: found });
      piece.lastIndex = end;
    } else if (found === '`') {
      return null;
    } else if (found === '/' && !/[\w$)\]'"`]$/.test(last)) {
      regex.lastIndex = at;
      if (regex.test(text)) piece.lastIndex = regex.lastIndex;
    } else if (found in closing) {
      open.push(found);
    } else if (/^[)\]}]$/.test(found)) {
      const opened = open.findLastIndex((one) => closing[one] === found);
      if (opened < 0) return at >= call && open.length === 0 ? close(before) : null;
      const left = open.splice(opened).slice(1).reverse();
      if (left.length > 0) missing.push({ at: before, text: left.map((one) => closing[one]).join('') });
    }
    if (!found.startsWith('//') && !found.startsWith('/*')) {
      before = piece.lastIndex;
      last = found;
    }
  }
  return text.length < whole.length ? null : close(before);
}

const property = /[ \t]*(?!default\b)[\w$]+[ \t]*:/y;

/** What ends the list or the entry that a line with the next entry of an object finds open; empty where it finds none. */
function lackingBefore(text: string, lineStart: number, open: string | undefined, last: string): string {
  property.lastIndex = lineStart;
  if (!property.test(text)) return '';
  if (open === '[') return '],';
  return open === '{' && !/^[,;{}]$/.test(last) ? ',' : '';
}

function indentAt(text: string, lineStart: number): number {
  return text.slice(lineStart).search(/[^ \t]|$/);
}

function beginsAnother(text: string, lineStart: number, indent: number): boolean {
  const own = indentAt(text, lineStart);
  if (own > indent) return false;
  // What closes the block around it stands before it.
  if (text[lineStart + own] === '}') return own < indent;
  statement.lastIndex = lineStart + own;
  return statement.test(text);
}

/** A text without its second quote ends with its line, before what would follow it there. */
function endOfOpenText(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  const line = text.slice(at + 1, newline < 0 ? text.length : newline);
  return at + 1 + line.replace(/[\s,;()[\]{}]*$/, '').length;
}

function insertAll(text: string, found: readonly Mending[]): Mended {
  let result = '';
  let taken = 0;
  const insertions: Range[] = [];
  const statements: Range[] = [];
  for (const { start, end, missing } of found) {
    const shift = result.length - taken;
    for (const { at, text: added } of missing) {
      result += text.slice(taken, at);
      taken = at;
      insertions.push({ start: result.length, end: result.length + added.length });
      result += added;
    }
    const put = insertions.findLast(({ start: at }, i) => insertions[i - 1]?.end !== at);
    statements.push({ start: start + shift, end: put?.start ?? end + shift });
  }
  return { text: result + text.slice(taken), insertions, statements };
}
