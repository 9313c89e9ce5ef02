import type { Range } from '../../policy/range.ts';
import type { ReadError } from '../../policy/types.ts';
import { firstLine } from './text.ts';
import { knownBlocks, knownDirectives } from './directives.ts';

/** One word of a directive. */
export interface Argument {
  /** As nginx takes it: without quotes, escapes resolved; variables as written. */
  readonly value: string;
  /** With the quotes. */
  readonly range: Range;
  /** Without the quotes. */
  readonly inner: Range;
  readonly quote: '"' | "'" | null;
}

export interface Block {
  /** Between the braces. */
  readonly inner: Range;
  readonly directives: readonly Directive[];
  /** False when the closing brace is missing. */
  readonly closed: boolean;
}

export interface Directive {
  readonly name: string;
  /** With the quotes, which a key of a map can have. */
  readonly nameRange: Range;
  readonly nameQuote: Argument['quote'];
  readonly args: readonly Argument[];
  /** From the name to the last argument. */
  readonly head: Range;
  /** The part of `head` on its first line, to point at: what is shown never spans lines. */
  readonly shown: Range;
  /** With the `;` or the block. */
  readonly range: Range;
  readonly block: Block | null;
  /** Ended by a guess, because its `;` or a quote is missing. */
  readonly damaged: boolean;
}

export interface Scan {
  readonly directives: readonly Directive[];
  readonly errors: readonly ReadError[];
}

/** How far a quoted word without an end is followed in damaged text, in characters. */
const longestRescuedWord = 4096;

/** Columns are told apart up to here, so that one endless line costs no more than others. */
const widestColumn = 200;

/** Nested deeper than this, blocks are passed over: real configurations stay below ten. */
const deepest = 40;

/**
 * Splits a configuration into directives, by nginx's own rules (ngx_conf_read_token).
 * Text that nginx would refuse is read a second time, with each known directive at a line's start as a place to go on from, so that
 * damage stays local. Never throws; time grows linearly with the text.
 */
export function scan(text: string): Scan {
  const whole = new Scanner(text, false);
  const found = whole.run();
  return found.errors.length === 0 && !whole.isSuspect ? found : new Scanner(text, true).run();
}

interface OpenBlock {
  readonly words: readonly Argument[];
  readonly column: number;
  readonly innerStart: number;
  readonly directives: Directive[];
}

class Scanner {
  readonly #text: string;
  readonly #rescue: boolean;
  readonly #errors: ReadError[] = [];
  readonly #root: Directive[] = [];
  readonly #open: OpenBlock[] = [];
  /** A known directive stands among another one's words, at a line's start: nginx takes it, and a `;` is missing. */
  isSuspect = false;
  #words: Argument[] = [];
  #at = 0;

  constructor(text: string, rescue: boolean) {
    this.#text = text;
    this.#rescue = rescue;
  }

  run(): Scan {
    const text = this.#text;
    if (text.charCodeAt(0) === 0xfeff) this.#at = 1;
    while (this.#at < text.length) {
      const character = text[this.#at] ?? '';
      if (isSpace(character)) this.#at += 1;
      else if (character === '#') this.#skipLine();
      else if (character === ';') this.#semicolon();
      else if (character === '{') this.#openBlock();
      else if (character === '}') this.#closeBlock();
      else this.#word();
    }
    if (this.#words.length > 0) this.#endDamaged();
    while (this.#open.length > 0) this.#endOpen(text.length, false);
    return { directives: this.#root, errors: this.#errors };
  }

  #skipLine(): void {
    const end = this.#text.indexOf('\n', this.#at);
    this.#at = end < 0 ? this.#text.length : end;
  }

  #semicolon(): void {
    const end = this.#at + 1;
    if (this.#words.length === 0) this.#fault(this.#at, end, 'nginx does not expect this ";".');
    else this.#push(this.#words, end, null, false);
    this.#words = [];
    this.#at = end;
  }

  #openBlock(): void {
    const first = this.#words[0];
    const start = this.#at;
    this.#at += 1;
    if (!first) {
      this.#fault(start, this.#at, 'nginx does not expect this "{".');
      return;
    }
    if (first.value.endsWith('_by_lua_block')) {
      this.#skipLua(this.#words, start + 1);
      this.#words = [];
      return;
    }
    this.#open.push({
      words: this.#words,
      column: this.#columnOf(first.range.start),
      innerStart: this.#at,
      directives: [],
    });
    this.#words = [];
  }

  #closeBlock(): void {
    if (this.#words.length > 0) this.#endDamaged();
    if (this.#open.length === 0) this.#fault(this.#at, this.#at + 1, 'This "}" closes nothing.');
    else this.#endOpen(this.#at, true);
    this.#at += 1;
  }

  #endOpen(innerEnd: number, closed: boolean): void {
    const block = this.#open.pop();
    if (!block) return;
    const first = block.words[0];
    if (!closed && first)
      this.#fault(first.range.start, first.range.end, `The "}" of this ${first.value} is missing.`);
    const directives = this.#open.length >= deepest ? [] : block.directives;
    this.#push(
      block.words,
      closed ? innerEnd + 1 : innerEnd,
      { inner: { start: block.innerStart, end: innerEnd }, directives, closed },
      false,
    );
  }

  #endDamaged(): void {
    const first = this.#words[0];
    const last = this.#words.at(-1);
    if (!first || !last) return;
    this.#fault(first.range.start, first.range.end, `The ";" after this ${first.value} is missing.`);
    this.#push(this.#words, last.range.end, null, true);
    this.#words = [];
  }

  #push(words: readonly Argument[], end: number, block: Block | null, damaged: boolean): void {
    const [name, ...args] = words;
    if (!name) return;
    const head = { start: name.range.start, end: (words.at(-1) ?? name).range.end };
    const directive: Directive = {
      name: name.value,
      nameRange: name.range,
      nameQuote: name.quote,
      args,
      head,
      shown: firstLine(this.#text, head),
      range: { start: head.start, end },
      block,
      damaged,
    };
    (this.#open.at(-1)?.directives ?? this.#root).push(directive);
  }

  #word(): void {
    if (this.#rescue) this.#resync();
    else if (this.#words.length > 0) this.isSuspect ||= this.#startsDirective();
    const quote = this.#text[this.#at];
    if (quote === '"' || quote === "'") this.#quoted(quote);
    else this.#plain();
  }

  /** In damaged text: a known directive at a line's start begins a new one, and one that stands further left ends blocks. */
  #resync(): void {
    if (!this.#startsDirective()) return;
    const start = this.#at;
    const name = nameAt(this.#text, start);
    if (this.#words.length > 0) this.#endDamaged();
    if (!knownBlocks.has(name)) return;
    const column = this.#columnOf(start);
    for (;;) {
      const block = this.#open.at(-1);
      if (!block || block.column < column) return;
      this.#endOpen(start, false);
    }
  }

  #startsDirective(): boolean {
    return isLineStart(this.#text, this.#at) && knownDirectives.has(nameAt(this.#text, this.#at));
  }

  #quoted(quote: '"' | "'"): void {
    const text = this.#text;
    const start = this.#at;
    let end = this.#endOfQuoted(start + 1, quote);
    const closed = end >= 0;
    if (!closed) {
      this.#fault(start, start + 1, 'This quote is not closed.');
      end = this.#rescue ? endOfDamagedLine(text, start + 1) : text.length;
    }
    const inner = { start: start + 1, end };
    const range = { start, end: closed ? end + 1 : end };
    this.#words.push({ value: unescape(text.slice(inner.start, inner.end)), range, inner, quote });
    this.#at = range.end;
    const next = text[this.#at];
    if (closed && next !== undefined && !isSpace(next) && !';{)'.includes(next)) {
      this.#fault(this.#at, this.#at + 1, `nginx does not expect "${next}" right after the quote.`);
    }
  }

  /** The closing quote's offset, or -1. */
  #endOfQuoted(from: number, quote: string): number {
    const text = this.#text;
    const limit = this.#rescue ? Math.min(text.length, from + longestRescuedWord) : text.length;
    for (let at = from; at < limit; at += 1) {
      const character = text[at];
      if (character === '\\') at += 1;
      else if (character === quote) return at;
      else if (
        this.#rescue &&
        character === '\n' &&
        knownDirectives.has(nameAt(text, skipSpaces(text, at + 1)))
      )
        return -1;
    }
    return -1;
  }

  #plain(): void {
    const text = this.#text;
    const start = this.#at;
    let at = start;
    let variable = false;
    for (; at < text.length; at += 1) {
      const character = text[at] ?? '';
      if (character === '{' && variable) {
        variable = false;
        continue;
      }
      variable = character === '$';
      if (character === '\\') {
        at += 1;
        continue;
      }
      if (isSpace(character) || character === ';' || character === '{') break;
    }
    at = Math.min(at, text.length);
    const range = { start, end: at };
    this.#words.push({ value: unescape(text.slice(start, at)), range, inner: range, quote: null });
    this.#at = at;
  }

  /** Passes over the Lua in a `*_by_lua_block`: braces are counted outside of its strings and comments. */
  #skipLua(words: readonly Argument[], from: number): void {
    const text = this.#text;
    let depth = 1;
    let at = from;
    while (at < text.length && depth > 0) {
      const character = text[at];
      if (character === '{') depth += 1;
      else if (character === '}') depth -= 1;
      else if (character === '"' || character === "'") at = endOfLuaString(text, at);
      else if (character === '-' && text[at + 1] === '-') at = endOfLine(text, at) - 1;
      at += 1;
    }
    const closed = depth === 0;
    if (!closed) this.#fault(from - 1, from, 'The "}" of this Lua block is missing.');
    this.#push(
      words,
      at,
      { inner: { start: from, end: closed ? at - 1 : at }, directives: [], closed },
      false,
    );
    this.#at = at;
  }

  #columnOf(offset: number): number {
    let start = offset;
    while (start > 0 && offset - start < widestColumn && this.#text[start - 1] !== '\n') start -= 1;
    return offset - start;
  }

  #fault(start: number, end: number, message: string): void {
    this.#errors.push({ range: { start, end }, message });
  }
}

function isSpace(character: string): boolean {
  return character === ' ' || character === '\t' || character === '\n' || character === '\r';
}

function isLineStart(text: string, offset: number): boolean {
  for (let at = offset - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === '\n') return true;
    if (character !== ' ' && character !== '\t' && character !== '\r') return false;
  }
  return true;
}

/** The word at `offset` when a space, a `{` or the end follows it, otherwise ''. */
function nameAt(text: string, offset: number): string {
  let end = offset;
  while (end < text.length && end - offset < 40 && /[a-z0-9_]/.test(text[end] ?? '')) end += 1;
  const next = text[end];
  return next === undefined || isSpace(next) || next === '{' ? text.slice(offset, end) : '';
}

function skipSpaces(text: string, offset: number): number {
  let at = offset;
  while (text[at] === ' ' || text[at] === '\t') at += 1;
  return at;
}

function endOfLine(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

/** Where a word with a lost quote most likely ends: before the `;` that ends its line. */
function endOfDamagedLine(text: string, offset: number): number {
  let end = endOfLine(text, offset);
  while (end > offset && isSpace(text[end - 1] ?? '')) end -= 1;
  return end > offset && text[end - 1] === ';' ? end - 1 : end;
}

function endOfLuaString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === quote || character === '\n') return at;
  }
  return text.length;
}

/** Resolves the escapes that nginx resolves; every other backslash stays. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(/\\([\\"'trn])/g, (_, character: string) => {
    if (character === 't') return '\t';
    if (character === 'r') return '\r';
    if (character === 'n') return '\n';
    return character;
  });
}
