import { parser } from '@lezer/javascript';
import { NodeType, Tree, type SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import type { Expression, Program, Statement } from './ast.ts';
import { functionBodies, type Body } from './parse/bodies.ts';
import { readExpression } from './parse/expressions.ts';
import { statementsOf } from './parse/functions.ts';
import { exportsIn } from './parse/modules.ts';
import { rangeOf } from './parse/nodes.ts';
import type { Reader } from './parse/reader.ts';
import { readStatement } from './parse/statements.ts';

/** Deeper nesting than this is no code that a person wrote. */
const maxDepth = 150;

/**
 * Parses a module, which begins at `start` and goes on to the end of `text`. `path` decides about TypeScript and JSX. Never throws; what cannot be read is left out. The bodies of functions, as
 * `findBodies` finds them, are parsed when something calls them: most of an API's text is of no interest to CORS.
 */
export function parse(text: string, path: string, { start = 0, findBodies = functionBodies } = {}): Program {
  const dialect = dialectOf(path);
  const read = parsers[dialect];
  const broken: Range[] = [];
  const unread = new Map<number, Body>();
  const parseRange = (from: number, to: number, without: readonly Body[]): SyntaxNode => {
    for (const body of without) unread.set(body.from, body);
    const tree = read.parse(text, [], rangesBetween(from, to, without));
    tree.iterate({
      enter(node) {
        if (node.type.isError) broken.push({ start: from + node.from, end: from + node.to });
      },
    });
    // A tree counts from where its text begins; inside of another one it counts as that does.
    return new Tree(NodeType.none, [tree], [from], to).topNode.firstChild ?? tree.topNode;
  };
  // A text in JSX may hold quotes and braces that are none.
  const bodies = dialect.includes('jsx') ? null : findBodies(text, start);
  const contentOf = (block: SyntaxNode): SyntaxNode => {
    const body = unread.get(block.from);
    return body ? parseRange(body.from + 1, body.to - 1, body.inner) : block;
  };
  const reader = readerOf(text, contentOf, (object) => unread.get(object.from)?.arrow ?? null);
  const top = parseRange(start, text.length, bodies ?? []);
  return {
    body: statementsOf(reader, top),
    get exports() {
      return exportsIn(reader, top);
    },
    broken,
  };
}

function rangesBetween(from: number, to: number, without: readonly Body[]): { from: number; to: number }[] {
  const ranges = [];
  let at = from;
  for (const { from: open, to: close, arrow } of without) {
    // Without its head an arrow function reads as an object, which is an expression too.
    if (arrow) ranges.push({ from: at, to: arrow.from });
    ranges.push({ from: arrow ? open : at, to: open + 1 });
    at = close - 1;
  }
  ranges.push({ from: at, to });
  return ranges;
}

type Dialect = '' | 'jsx' | 'ts' | 'ts jsx';

const parsers: Readonly<Record<Dialect, typeof parser>> = {
  '': parser,
  jsx: parser.configure({ dialect: 'jsx' }),
  ts: parser.configure({ dialect: 'ts' }),
  'ts jsx': parser.configure({ dialect: 'ts jsx' }),
};

function dialectOf(path: string): Dialect {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'ts jsx' : path.endsWith('.jsx') ? 'jsx' : '';
}

function readerOf(text: string, contentOf: Reader['contentOf'], arrowAt: Reader['arrowAt']): Reader {
  let depth = 0;
  const deeper = <T>(tooDeep: T, read: () => T): T => {
    if (depth > maxDepth) return tooDeep;
    depth++;
    const result = read();
    depth--;
    return result;
  };
  const reader: Reader = {
    text,
    contentOf,
    arrowAt,
    statement: (node) =>
      deeper<Statement>({ kind: 'Nothing', range: rangeOf(node) }, () => readStatement(reader, node)),
    expression: (node) =>
      node
        ? deeper<Expression>({ kind: 'Unknown', range: rangeOf(node) }, () => readExpression(reader, node))
        : { kind: 'Unknown', range: { start: 0, end: 0 } },
  };
  return reader;
}
