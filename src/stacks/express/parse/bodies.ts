import { arrowHead, type ArrowHead, type Parentheses } from './arrowHead.ts';

/** The braces of a function and what is between them. */
export interface Body {
  /** At the opening brace. */
  readonly from: number;
  /** Behind the closing brace. */
  readonly to: number;
  /** Bodies of the functions in it, in order. */
  readonly inner: readonly Body[];
  /** Where the body is that of an argument such as `async (req, res) => {…}`. */
  readonly arrow: ArrowHead | null;
}

/**
 * The bodies of functions in JavaScript or TypeScript without JSX, found by their brackets alone, in a small part of the time that a
 * parser takes; `from` is where the code begins. Null when the brackets do not match, as in code that is being typed.
 */
export function functionBodies(text: string, from = 0): readonly Body[] | null {
  return new Scanner(text).scan(from);
}

/** A body that is shorter is parsed in less time than it takes to leave it out. */
const minLength = 60;

/** Words before `(` whose block belongs to the code around it. */
const control = new Set(['if', 'for', 'while', 'switch', 'catch', 'with', 'await']);

/** Words after which a slash begins a regular expression. */
const beforeOperand = new Set(
  'return typeof case in of do else void delete throw new instanceof yield await default'.split(' '),
);

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '${': '}' };

interface Bracket {
  readonly open: string;
  readonly at: number;
  /** `(` of `if`, `for` and the like. */
  readonly isControl: boolean;
  readonly isBody: boolean;
  /** The next brace at this depth opens a class. */
  classAhead: boolean;
  /** The parentheses in front of the arrow that it follows. */
  readonly list: Parentheses | null;
  /** The bodies inside it. */
  readonly inner: Body[];
}

/** What brackets and slashes are told apart by; everything else is passed over, and looked at from behind where it matters. */
const token = /\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|[`'"/(){}[\]]|\bclass\b/g;

const wordAtEnd = /[\w$\u0080-\uffff]+$/;

const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

const templateText = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;

class Scanner {
  readonly #text: string;
  readonly #stack: Bracket[] = [bracket('', 0)];
  /** What came last, blanks and comments left out; `)` of a function's parameters and `)` of others are told apart. */
  #last = '';
  /** Where that, or a comment behind it, ends. */
  #end = 0;
  /** The parentheses that were closed last. */
  #closed: Parentheses = { from: 0, to: 0 };

  constructor(text: string) {
    this.#text = text;
  }

  scan(from: number): readonly Body[] | null {
    token.lastIndex = from;
    this.#end = from;
    for (let match = token.exec(this.#text); match; match = token.exec(this.#text)) {
      if (!this.#take(match[0], match.index)) return null;
    }
    return this.#stack.length === 1 ? this.#top.inner : null;
  }

  get #top(): Bracket {
    return this.#stack.at(-1) ?? bracket('', 0);
  }

  /** False when the text cannot go on like this. */
  #take(found: string, at: number): boolean {
    if (found.length > 1) {
      this.#pass(found, at);
      return true;
    }
    switch (found) {
      case '`':
        return this.#template(at + 1);
      case '/':
        this.#lookBack(at);
        return this.#slash(at);
      case '(':
      case '{':
        this.#lookBack(at);
        this.#open(found, at);
        return true;
      case '[':
        this.#open(found, at);
        return true;
      case ')':
      case ']':
      case '}':
        return this.#close(found, at);
      default:
        return false;
    }
  }

  /** A text, a comment, or the word `class`. */
  #pass(found: string, at: number): void {
    if (found.startsWith('//') || found.startsWith('/*')) this.#lookBack(at);
    else this.#last = found;
    if (found === 'class') this.#top.classAhead = true;
    this.#end = at + found.length;
  }

  /** Takes up what was passed over between the last token and the one at `at`. */
  #lookBack(at: number): void {
    let end = at;
    while (end > this.#end && isBlank(this.#text.charCodeAt(end - 1))) end--;
    if (end === this.#end) return;
    const last = this.#text.slice(Math.max(this.#end, end - 40), end);
    this.#last = wordAtEnd.exec(last)?.[0] ?? last.slice(/(?:=>|\+\+|--)$/.test(last) ? -2 : -1);
  }

  #open(open: string, at: number): void {
    const isFunction = this.#last === '=>' || this.#last === 'parameters';
    const isBody = open === '{' && isFunction && !this.#top.classAhead;
    if (open === '{') this.#top.classAhead = false;
    const list = isBody && this.#last === '=>' ? this.#closed : null;
    this.#stack.push(bracket(open, at, control.has(this.#last), isBody, list));
    this.#last = open;
    this.#end = at + 1;
  }

  #close(close: string, at: number): boolean {
    const opened = this.#stack.pop();
    if (!opened || closing[opened.open] !== close) return false;
    const { inner } = this.#top;
    this.#end = at + 1;
    if (opened.isBody && at - opened.at >= minLength) {
      const arrow = opened.list && arrowHead(this.#text, opened.list, opened.at);
      inner.push({ from: opened.at, to: at + 1, inner: opened.inner, arrow });
    } else inner.push(...opened.inner);
    if (opened.open === '${') return this.#template(at + 1);
    if (close === ')') this.#closed = { from: opened.at, to: at + 1 };
    this.#last = close === ')' && !opened.isControl ? 'parameters' : close;
    return true;
  }

  /** From behind a backtick, or behind the brace that ends a part of a template. */
  #template(from: number): boolean {
    templateText.lastIndex = from;
    templateText.exec(this.#text);
    const end = templateText.lastIndex;
    if (this.#text[end] === '`') {
      this.#last = '`';
      this.#goOnAt(end + 1);
      return true;
    }
    if (!this.#text.startsWith('${', end)) return false;
    this.#stack.push(bracket('${', end));
    this.#last = '{';
    this.#goOnAt(end + 2);
    return true;
  }

  #goOnAt(at: number): void {
    token.lastIndex = at;
    this.#end = at;
  }

  #slash(at: number): boolean {
    if (this.#isOperandNext()) {
      regex.lastIndex = at;
      if (!regex.test(this.#text)) return false;
      this.#goOnAt(regex.lastIndex);
      this.#last = 'regex';
      return true;
    }
    this.#end = at + 1;
    this.#last = '/';
    return true;
  }

  #isOperandNext(): boolean {
    const last = this.#last;
    if (beforeOperand.has(last)) return true;
    return !/^(?:[\w$\u0080-\uffff'"`)\]}]|\+\+|--)/.test(last);
  }
}

function isBlank(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13) || code === 160 || code === 0xfeff;
}

function bracket(
  open: string,
  at: number,
  isControl = false,
  isBody = false,
  list: Parentheses | null = null,
): Bracket {
  return { open, at, isControl, isBody, list, classAhead: false, inner: [] };
}
