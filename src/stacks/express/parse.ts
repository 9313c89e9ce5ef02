import { parser } from '@lezer/javascript';
import type { Range } from '../../policy/range.ts';
import type { Expression, Program, Statement } from './ast.ts';
import { readExpression } from './parse/expressions.ts';
import { statementsOf } from './parse/functions.ts';
import { rangeOf } from './parse/nodes.ts';
import type { Reader } from './parse/reader.ts';
import { readStatement } from './parse/statements.ts';

/** Deeper nesting than this is no code that a person wrote. */
const maxDepth = 150;

/** Parses a module. `path` decides about TypeScript and JSX. Never throws; what cannot be read is left out. */
export function parse(text: string, path: string): Program {
  const tree = parser.configure({ dialect: dialectOf(path) }).parse(text);
  const broken: Range[] = [];
  tree.iterate({
    enter(node) {
      if (node.type.isError) broken.push({ start: node.from, end: node.to });
    },
  });
  return { body: statementsOf(readerOf(text), tree.topNode), broken };
}

function dialectOf(path: string): string {
  if (/\.[cm]?ts$/.test(path)) return 'ts';
  return path.endsWith('.tsx') ? 'ts jsx' : path.endsWith('.jsx') ? 'jsx' : '';
}

function readerOf(text: string): Reader {
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
    statement: (node) =>
      deeper<Statement>({ kind: 'Nothing', range: rangeOf(node) }, () => readStatement(reader, node)),
    expression: (node) =>
      node
        ? deeper<Expression>({ kind: 'Unknown', range: rangeOf(node) }, () => readExpression(reader, node))
        : { kind: 'Unknown', range: { start: 0, end: 0 } },
  };
  return reader;
}
