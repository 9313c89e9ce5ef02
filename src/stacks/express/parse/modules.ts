import type { SyntaxNode } from '@lezer/common';
import type { ImportedName, Statement } from '../ast.ts';
import { stringOf } from './literals.ts';
import { childrenOf, rangeOf, sliceOf } from './nodes.ts';
import type { Reader } from './reader.ts';

/** An import in any of its forms, TypeScript's `import x = require()` included. */
export function importOf(reader: Reader, node: SyntaxNode, children: readonly SyntaxNode[]): Statement {
  const range = rangeOf(node);
  const required = /^import\s+([\w$]+)\s*=\s*require\(\s*(['"])([^'"\n]+)\2/.exec(
    reader.text.slice(node.from, node.from + 500),
  );
  if (required) {
    return {
      kind: 'Import',
      range,
      from: required[3] ?? '',
      names: [{ imported: '*', local: required[1] ?? '' }],
    };
  }
  const source = children.findLast((child) => child.name === 'String');
  const names: ImportedName[] = [];
  const isWhole = children.some((child) => child.name === 'Star');
  for (const child of children) {
    if (child.name === 'VariableDefinition') {
      names.push({ imported: isWhole ? '*' : 'default', local: sliceOf(reader, child) });
    }
    if (child.name === 'ImportGroup') names.push(...importGroup(reader, child));
  }
  return { kind: 'Import', range, from: source ? stringOf(reader, source).value : '', names };
}

function importGroup(reader: Reader, group: SyntaxNode): ImportedName[] {
  const names: ImportedName[] = [];
  let imported: string | null = null;
  for (const child of childrenOf(group)) {
    if (child.name === 'VariableName' || child.name === 'default') imported = sliceOf(reader, child);
    if (child.name !== 'VariableDefinition') continue;
    const local = sliceOf(reader, child);
    names.push({ imported: imported ?? local, local });
    imported = null;
  }
  return names;
}
