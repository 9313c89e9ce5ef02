import type { Change } from '../../../src/extension/onlooker.ts';

/** A document after a key. */
export interface Keystroke {
  readonly text: string;
  readonly caret: number;
  /** Null when the caret moved and nothing else. */
  readonly change: Change | null;
}

/** What an editor does by itself while somebody types in a language. */
export interface Habits {
  /** What is closed as soon as it is opened. */
  readonly pairs: Readonly<Record<string, string>>;
  /** What starts a comment that ends with the line. */
  readonly comment: string;
  /** Enter before any bracket that closes puts it on a line of its own, not only between two brackets. */
  readonly isOutdenting: boolean;
}

const brackets = { '(': ')', '[': ']', '{': '}' };
const quotes = { "'": "'", '"': '"' };
const script: Habits = {
  pairs: { ...brackets, ...quotes, '`': '`' },
  comment: '//',
  isOutdenting: true,
};
const configuration: Habits = { pairs: { ...brackets, '"': '"' }, comment: '#', isOutdenting: false };

/** As the language configurations of VS Code have it, and the usual extension for nginx. */
export const habitsOf: Readonly<Record<string, Habits>> = {
  js: script,
  mjs: script,
  ts: script,
  python: { pairs: { ...brackets, ...quotes }, comment: '#', isOutdenting: false },
  nginx: configuration,
  apache: configuration,
};

/** Closes and indents nothing, as for a language that the editor does not know. */
export const noHabits: Habits = { pairs: {}, comment: '\0', isOutdenting: false };

/**
 * Every state of a document in which `typed` is entered between what is `around`, key by key, in an editor that closes brackets and
 * quotes, types over what it closed itself, and indents.
 */
export function* keystrokes(
  around: readonly [before: string, after: string],
  typed: string,
  habits: Habits,
): Generator<Keystroke> {
  const hands = new Hands(around, habits);
  while (hands.done.length < typed.length) yield* hands.type(typed);
}

/** VS Code closes nothing right before anything else. */
const closesBefore = /^[;:.,=}\])>`\s]?$/;

class Hands {
  done = '';
  /** What the editor closed and nobody has typed over yet. */
  #ahead = '';
  readonly #before: string;
  readonly #after: string;
  readonly #habits: Habits;

  constructor([before, after]: readonly [string, string], habits: Habits) {
    this.#before = before;
    this.#after = after;
    this.#habits = habits;
  }

  /** The next key of `typed`. */
  *type(typed: string): Generator<Keystroke> {
    const rest = typed.slice(this.done.length);
    const space = /^\s*/.exec(this.#ahead)?.[0] ?? '';
    const closer = this.#ahead[space.length] ?? '';
    if (closer !== '' && rest.startsWith(space + closer)) yield this.#over(space || closer);
    else if (closer !== '' && space !== '' && rest.startsWith(closer)) yield this.#join(space);
    else if (rest.startsWith('\n')) yield* this.#enter(/^\n[ \t]*/.exec(rest)?.[0] ?? '', rest);
    else yield this.#key(rest[0] ?? '');
  }

  #key(key: string): Keystroke {
    const closer = this.#closerOf(key);
    this.#ahead = closer + this.#ahead;
    return this.#insert(key, closer);
  }

  /** What closed itself is typed over, and a line break there is one key down. */
  #over(text: string): Keystroke {
    this.#ahead = this.#ahead.slice(text.length);
    this.done += text;
    return this.#state(text === text.trim() ? { rangeLength: text.length, text } : null, text.length);
  }

  /** Takes away the line break before a bracket. */
  #join(space: string): Keystroke {
    this.#ahead = this.#ahead.slice(space.length);
    return this.#state({ rangeLength: space.length, text: '' });
  }

  /** The new line is indented as the last, or as what follows, and set back where that is less. */
  *#enter(line: string, rest: string): Generator<Keystroke> {
    const last = this.done.slice(this.done.lastIndexOf('\n') + 1);
    const indent = /^[ \t]*/.exec(last)?.[0] ?? '';
    const opener = this.#habits.isOutdenting ? /[([{](?=[^([{)\]}]*$)/ : /[([{]$/;
    const closer = this.#habits.pairs[opener.exec(last)?.[0] ?? ''];
    const outdent = closer !== undefined && this.#ahead.startsWith(closer) ? `\n${indent}` : '';
    this.#ahead = outdent + this.#ahead;
    const isSetBack = this.#habits !== noHabits && line.length <= indent.length && /^\n[^\n]/.test(rest);
    if (!isSetBack) return yield this.#insert(line, outdent);
    yield this.#insert(`\n${indent}`, outdent);
    const { length } = this.done;
    this.done = this.done.slice(0, length - indent.length) + line.slice(1);
    yield this.#state({ rangeLength: indent.length - line.length + 1, text: '' });
  }

  #insert(text: string, closer: string): Keystroke {
    this.done += text;
    return this.#state({ rangeLength: 0, text: text + closer }, text.length);
  }

  /** After a change that began `back` characters before the caret. */
  #state(change: Omit<Change, 'rangeOffset'> | null, back = 0): Keystroke {
    const caret = this.#before.length + this.done.length;
    const text = this.#before + this.done + this.#ahead + this.#after;
    return { text, caret, change: change && { ...change, rangeOffset: caret - back } };
  }

  #closerOf(key: string): string {
    const closer = this.#habits.pairs[key];
    if (closer === undefined || !closesBefore.test((this.#ahead + this.#after)[0] ?? '')) return '';
    return key === closer && !this.#takesQuote() ? '' : closer;
  }

  /** A quote is closed outside of strings and comments, and not right behind a word. */
  #takesQuote(): boolean {
    const line = this.done.slice(this.done.lastIndexOf('\n') + 1);
    const rest = line.replace(/(['"`])(?:\\.|(?!\1)[^\\\n])*\1/g, '');
    return !/[\w'"`]/.test(rest.slice(-1)) && !/['"`]/.test(rest) && !rest.includes(this.#habits.comment);
  }
}

/** The text comes line by line, as from a clipboard. */
export function* lineByLine(typed: string): Generator<Keystroke> {
  let text = '';
  for (const line of typed.match(/[^\n]*\n/g) ?? []) {
    const change = { rangeOffset: text.length, rangeLength: 0, text: line };
    text += line;
    yield { text, caret: text.length, change };
  }
}

/** The word at `start` is taken away letter by letter, and typed again. */
export function* retyped(text: string, start: number, word: string): Generator<Keystroke> {
  const before = text.slice(0, start);
  const after = text.slice(start + word.length);
  const state = (length: number, change: Omit<Change, 'rangeOffset'>, rangeOffset: number): Keystroke => ({
    text: before + word.slice(0, length) + after,
    caret: start + length,
    change: { ...change, rangeOffset },
  });
  for (let length = word.length - 1; length >= 0; length--)
    yield state(length, { rangeLength: 1, text: '' }, start + length);
  for (let length = 1; length <= word.length; length++)
    yield state(length, { rangeLength: 0, text: word[length - 1] ?? '' }, start + length - 1);
}
