/** The braces of a function and what is between them. */
export interface Body {
  /** At the opening brace. */
  readonly from: number;
  /** Behind the closing brace. */
  readonly to: number;
  /** Bodies of the functions in it, in order. */
  readonly inner: readonly Body[];
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
  /** The bodies inside it. */
  readonly inner: Body[];
}

/** Everything that matters here at one place; blanks, numbers and other operators are passed over. */
const token =
  /[A-Za-z_$\u0080-\uffff][\w$\u0080-\uffff]*|\/\/[^\n]*|\/\*[^]*?\*\/|'(?:[^'\\\n]|\\[^])*'|"(?:[^"\\\n]|\\[^])*"|=>|\+\+|--|[^\s]/g;

const regex = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/\w*/y;

const templateText = /(?:[^`\\$]|\\[^]|\$(?!\{))*/y;

class Scanner {
  readonly #text: string;
  readonly #stack: Bracket[] = [bracket('', 0)];
  /** What came last, blanks and comments left out; `)` of a function's parameters and `)` of others are told apart. */
  #last = '';

  constructor(text: string) {
    this.#text = text;
  }

  scan(from: number): readonly Body[] | null {
    token.lastIndex = from;
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
      if (found.startsWith('//') || found.startsWith('/*')) return true;
      this.#note(found);
      return true;
    }
    switch (found) {
      case "'":
      case '"':
        return false;
      case '`':
        return this.#template(at + 1);
      case '/':
        return this.#slash(at);
      case '(':
      case '[':
      case '{':
        this.#open(found, at);
        return true;
      case ')':
      case ']':
      case '}':
        return this.#close(found, at);
      default:
        this.#note(found);
        return true;
    }
  }

  #note(found: string): void {
    if (found === 'class') this.#top.classAhead = true;
    this.#last = found;
  }

  #open(open: string, at: number): void {
    const isFunction = this.#last === '=>' || this.#last === 'parameters';
    const isBody = open === '{' && isFunction && !this.#top.classAhead;
    if (open === '{') this.#top.classAhead = false;
    this.#stack.push(bracket(open, at, control.has(this.#last), isBody));
    this.#last = open;
  }

  #close(close: string, at: number): boolean {
    const opened = this.#stack.pop();
    if (!opened || closing[opened.open] !== close) return false;
    const { inner } = this.#top;
    if (opened.isBody && at - opened.at >= minLength)
      inner.push({ from: opened.at, to: at + 1, inner: opened.inner });
    else inner.push(...opened.inner);
    if (opened.open === '${') return this.#template(at + 1);
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
      token.lastIndex = end + 1;
      return true;
    }
    if (!this.#text.startsWith('${', end)) return false;
    this.#stack.push(bracket('${', end));
    this.#last = '{';
    token.lastIndex = end + 2;
    return true;
  }

  #slash(at: number): boolean {
    if (this.#isOperandNext()) {
      regex.lastIndex = at;
      if (!regex.test(this.#text)) return false;
      token.lastIndex = regex.lastIndex;
      this.#last = 'regex';
      return true;
    }
    this.#last = '/';
    return true;
  }

  #isOperandNext(): boolean {
    const last = this.#last;
    if (beforeOperand.has(last)) return true;
    return !/^(?:[\w$\u0080-\uffff'"`)\]}]|\+\+|--)/.test(last);
  }
}

function bracket(open: string, at: number, isControl = false, isBody = false): Bracket {
  return { open, at, isControl, isBody, classAhead: false, inner: [] };
}
