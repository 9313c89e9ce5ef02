import type { Range } from '../../policy/range.ts';
import type { ReadError } from '../../policy/types.ts';

/** One argument, as Apache's `ap_getword_conf` cuts it: quotes taken off, `\\` and escaped quotes resolved, variables filled in. */
export interface Word {
  readonly text: string;
  /** The characters between the quotes. */
  readonly range: Range;
  /** With the quotes. */
  readonly outer: Range;
  /** The text is what stands in the source: an edit may replace a part of it by offset. */
  readonly verbatim: boolean;
  /** It holds a `${variable}` that this file does not define. */
  readonly open: boolean;
}

export interface Directive {
  readonly kind: 'directive';
  /** Lower case: Apache does not mind the case of its directives. */
  readonly name: string;
  readonly nameRange: Range;
  readonly words: readonly Word[];
  /** From the name to the last word. */
  readonly range: Range;
  /** All its lines, the line break included. */
  readonly lines: Range;
}

export interface Section {
  readonly kind: 'section';
  readonly name: string;
  readonly nameRange: Range;
  readonly words: readonly Word[];
  /** All between the name and `>` as one argument, as `<If>` takes it. */
  readonly argument: Word;
  /** The opening tag. */
  readonly range: Range;
  readonly children: readonly Node[];
}

export type Node = Directive | Section;

export interface Scan {
  readonly nodes: readonly Node[];
  readonly errors: readonly ReadError[];
}

/** Deeper sections are read as if they stood at this depth: Apache itself nests a handful. */
const maxDepth = 50;

interface OpenSection {
  readonly name: string;
  readonly range: Range;
  readonly children: Node[];
}

/** Cuts a configuration into directives and sections. Never throws; damage stays on its line. */
export function scan(source: string): Scan {
  const errors: ReadError[] = [];
  const nodes: Node[] = [];
  const open: OpenSection[] = [];
  const defined = new Map<string, string>();
  for (const line of logicalLines(source)) {
    const into = open.at(-1)?.children ?? nodes;
    if (line.text.startsWith('</')) close(line, open, errors);
    else if (line.text.startsWith('<')) {
      const section = sectionOf(line, defined);
      if (!line.text.endsWith('>'))
        errors.push({ range: section.range, message: 'This tag lacks its closing `>`.' });
      into.push(section);
      if (open.length < maxDepth) open.push(section);
    } else {
      const directive = directiveOf(line, defined);
      const [name, value] = directive.words;
      if (directive.name === 'define' && name && value && !value.open) defined.set(name.text, value.text);
      into.push(directive);
    }
  }
  for (const section of open) errors.push({ range: section.range, message: 'This section is never closed.' });
  return { nodes, errors };
}

/** A range cut to the first line that it touches, because a finding never spans lines. */
export function onOneLine(source: string, range: Range): Range {
  const lineBreak = source.indexOf('\n', range.start);
  if (lineBreak < 0 || lineBreak >= range.end) return range;
  const line = source.slice(range.start, lineBreak).replace(/\r$/, '').replace(/\\$/, '');
  return { start: range.start, end: range.start + line.trimEnd().length };
}

interface Line {
  /** Continuation lines joined, surrounding white space gone. */
  readonly text: string;
  /** Where in the source each character of `text` stands. */
  readonly at: readonly number[];
  readonly lines: Range;
}

function* logicalLines(source: string): Generator<Line> {
  let next = 0;
  while (next < source.length) {
    const start = next;
    let text = '';
    const at: number[] = [];
    let continued = true;
    while (continued && next < source.length) {
      const lineBreak = source.indexOf('\n', next);
      const lineEnd = lineBreak < 0 ? source.length : lineBreak;
      let contentEnd = lineEnd;
      if (lineBreak >= 0 && source[contentEnd - 1] === '\r' && contentEnd > next) contentEnd--;
      continued = lineBreak >= 0 && contentEnd > next && source[contentEnd - 1] === '\\';
      if (continued) contentEnd--;
      for (let i = next; i < contentEnd; i++) {
        text += source[i];
        at.push(i);
      }
      next = lineBreak < 0 ? source.length : lineBreak + 1;
    }
    const leading = text.length - text.trimStart().length;
    const trimmed = text.trim();
    if (trimmed === '' || trimmed.startsWith('#')) continue;
    yield { text: trimmed, at: at.slice(leading, leading + trimmed.length), lines: { start, end: next } };
  }
}

function close(line: Line, open: OpenSection[], errors: ReadError[]): void {
  const name = /^<\/\s*([^\s>]*)/.exec(line.text)?.[1]?.toLowerCase() ?? '';
  const index = open.findLastIndex((section) => section.name === name);
  if (index < 0) {
    errors.push({
      range: rangeOf(line, 0, line.text.length),
      message: 'Nothing that is open is closed here.',
    });
    return;
  }
  for (const section of open.slice(index + 1)) {
    errors.push({ range: section.range, message: 'This section is never closed.' });
  }
  open.length = index;
}

function sectionOf(line: Line, defined: ReadonlyMap<string, string>): Section & OpenSection {
  const end = line.text.endsWith('>') ? line.text.length - 1 : line.text.length;
  const nameEnd = endOfName(line.text, 1, end);
  const words = wordsOf(line, nameEnd, end, defined);
  return {
    kind: 'section',
    name: line.text.slice(1, nameEnd).toLowerCase(),
    nameRange: rangeOf(line, 1, nameEnd),
    words,
    argument: argumentOf(line, nameEnd, end, words, defined),
    range: rangeOf(line, 0, line.text.length),
    children: [],
  };
}

function argumentOf(
  line: Line,
  from: number,
  end: number,
  words: readonly Word[],
  defined: ReadonlyMap<string, string>,
): Word {
  const only = words[0];
  if (words.length === 1 && only) return only;
  let start = from;
  while (start < end && isSpace(line.text[start])) start++;
  return wordOf(line, { start, end, textStart: start, textEnd: end, quote: '' }, defined);
}

function directiveOf(line: Line, defined: ReadonlyMap<string, string>): Directive {
  const nameEnd = endOfName(line.text, 0, line.text.length);
  return {
    kind: 'directive',
    name: line.text.slice(0, nameEnd).toLowerCase(),
    nameRange: rangeOf(line, 0, nameEnd),
    words: wordsOf(line, nameEnd, line.text.length, defined),
    range: rangeOf(line, 0, line.text.length),
    lines: line.lines,
  };
}

function endOfName(text: string, from: number, end: number): number {
  let at = from;
  while (at < end && !isSpace(text[at])) at++;
  return at;
}

function wordsOf(line: Line, from: number, end: number, defined: ReadonlyMap<string, string>): Word[] {
  const words: Word[] = [];
  let at = from;
  for (;;) {
    while (at < end && isSpace(line.text[at])) at++;
    if (at >= end) return words;
    const cut = cutWord(line.text, at, end);
    words.push(wordOf(line, cut, defined));
    at = cut.end;
  }
}

interface Cut {
  readonly start: number;
  readonly end: number;
  readonly textStart: number;
  readonly textEnd: number;
  readonly quote: string;
}

function cutWord(text: string, start: number, end: number): Cut {
  const quote = text[start] ?? '';
  if (quote !== '"' && quote !== "'") {
    let at = start;
    while (at < end && !isSpace(text[at])) at++;
    return { start, end: at, textStart: start, textEnd: at, quote: '' };
  }
  let at = start + 1;
  while (at < end && text[at] !== quote) {
    at += text[at] === '\\' && (text[at + 1] === quote || text[at + 1] === '\\') ? 2 : 1;
  }
  const textEnd = Math.min(at, end);
  return { start, end: Math.min(textEnd + 1, end), textStart: start + 1, textEnd, quote };
}

function wordOf(line: Line, cut: Cut, defined: ReadonlyMap<string, string>): Word {
  const raw = line.text.slice(cut.textStart, cut.textEnd);
  const range = rangeOf(line, cut.textStart, cut.textEnd);
  const escaped = cut.quote === '"' ? /\\([\\"])/g : cut.quote === "'" ? /\\([\\'])/g : /\\(\\)/g;
  const filled = raw.replace(/\$\{([^}\s]+)\}/g, (whole, name: string) => defined.get(name) ?? whole);
  const text = filled.replace(escaped, '$1');
  return {
    text,
    range,
    outer: rangeOf(line, cut.start, cut.end),
    verbatim: text === raw && range.end - range.start === raw.length,
    open: /\$\{[^}\s]+\}/.test(text),
  };
}

function rangeOf(line: Line, from: number, to: number): Range {
  const last = line.at[to - 1];
  const start = line.at[from] ?? (line.at.at(-1) ?? line.lines.start - 1) + 1;
  return { start, end: from === to || last === undefined ? start : last + 1 };
}

function isSpace(character: string | undefined): boolean {
  return (
    character === ' ' || character === '\t' || character === '\v' || character === '\f' || character === '\r'
  );
}
