import type { SyntaxNode } from '@lezer/common';
import type { Expression } from '../ast.ts';
import { childrenOf, innerOf, isExpression, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

export function templateOf(reader: Reader, node: SyntaxNode, children: readonly SyntaxNode[]): Expression {
  const parts: (string | Expression)[] = [];
  let at = node.from + 1;
  for (const child of children) {
    if (child.name !== 'Interpolation') continue;
    parts.push(unescape(reader.text.slice(at, child.from)));
    parts.push(reader.expression(childrenOf(child).find(isExpression)));
    at = child.to;
  }
  parts.push(unescape(reader.text.slice(at, node.to - 1)));
  return { kind: 'Template', range: rangeOf(node), inner: innerOf(node), parts };
}

export function stringOf(reader: Reader, node: SyntaxNode): Extract<Expression, { kind: 'String' }> {
  const inner = innerOf(node);
  const value = unescape(reader.text.slice(inner.start, inner.end));
  return { kind: 'String', range: rangeOf(node), value, inner };
}

export function regExpOf(reader: Reader, node: SyntaxNode): Expression {
  const text = sliceOf(reader, node);
  const close = text.lastIndexOf('/');
  // Half typed: the only slash is the one that opens it.
  if (close === 0) return { kind: 'Unknown', range: rangeOf(node) };
  return {
    kind: 'RegExp',
    range: rangeOf(node),
    source: text.slice(1, close),
    flags: text.slice(close + 1),
    inner: { start: node.from + 1, end: node.from + close },
  };
}

const simpleEscapes: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  b: '\b',
  f: '\f',
  v: '\v',
  0: '\0',
};

/** The text that a string literal's characters stand for. */
function unescape(raw: string): string {
  if (!raw.includes('\\')) return raw;
  return raw.replace(
    /\\(?:u\{([0-9a-fA-F]{1,6})\}|u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(\r\n|[^]))/g,
    (_, braced?: string, four?: string, two?: string, one?: string) => {
      const code = braced ?? four ?? two;
      if (code !== undefined) return String.fromCodePoint(Math.min(parseInt(code, 16), 0x10ffff));
      if (one === undefined || /^[\r\n\u2028\u2029]/.test(one)) return '';
      return simpleEscapes[one] ?? one;
    },
  );
}
