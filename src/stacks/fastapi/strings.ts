import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import { textOf, type Source } from './tree.ts';

/** A string literal's value and where its characters stand. */
export interface Literal {
  readonly value: string;
  /** The characters between the quotes; those of the first line when there are more. */
  readonly range: Range;
  /** The source between the quotes is the value, letter for letter. */
  readonly exact: boolean;
}

const opening = /^([a-zA-Z]*)("""|'''|"|')/;

/** Decodes a String node. Null for bytes, and for a literal that is not closed. */
export function readString(source: Source, node: SyntaxNode): Literal | null {
  const text = textOf(source, node);
  const match = opening.exec(text);
  if (!match) return null;
  const prefix = (match[1] ?? '').toLowerCase();
  const quote = match[2] ?? '';
  const start = match[0].length;
  if (prefix.includes('b') || text.length < start + quote.length || !text.endsWith(quote)) return null;
  const inner = text.slice(start, text.length - quote.length);
  const value = prefix.includes('r') ? inner : unescape(inner);
  if (value === null) return null;
  const lineEnd = inner.search(/\r?\n/);
  const range = { start: node.from + start, end: node.from + start + (lineEnd < 0 ? inner.length : lineEnd) };
  return { value, range, exact: lineEnd < 0 && value === inner };
}

const simple: Readonly<Record<string, string>> = {
  '\n': '',
  '\\': '\\',
  "'": "'",
  '"': '"',
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};

const escape = /\\(?:([0-7]{1,3})|x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|N\{[^}]*\}|([\s\S]))/g;

/** Python's escapes (Language Reference 2.4.1.1): an unknown one keeps its backslash. Null for what it refuses, and for `\N{…}`. */
function unescape(inner: string): string | null {
  if (!inner.includes('\\')) return inner;
  let known = true;
  const value = inner.replace(
    escape,
    (all, octal?: string, x?: string, u?: string, U?: string, one?: string) => {
      const hex = x ?? u ?? U;
      if (octal !== undefined) return String.fromCodePoint(parseInt(octal, 8));
      if (hex !== undefined) return codePoint(parseInt(hex, 16), () => (known = false));
      if (one === undefined || one === 'x' || one === 'u' || one === 'U' || one === 'N') {
        known = false;
        return '';
      }
      return simple[one] ?? all;
    },
  );
  return known ? value : null;
}

function codePoint(code: number, refuse: () => void): string {
  if (code <= 0x10ffff) return String.fromCodePoint(code);
  refuse();
  return '';
}
