import type { SyntaxNode } from '@lezer/common';
import type { ExportedName, ImportedName, Statement } from '../ast.ts';
import { stringOf } from './literals.ts';
import { childrenOf, isPattern, isStatement, rangeOf, sliceOf } from './nodes.ts';
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

/** The local name of an `export default` that has none of its own. */
export const defaultName = 'default';

/** What the module whose top is `top` exports by `export`. */
export function exportsIn(reader: Reader, top: SyntaxNode): ExportedName[] {
  return childrenOf(top)
    .filter(({ name }) => name === 'ExportDeclaration')
    .flatMap((node) => exportOf(reader, childrenOf(node)));
}

function exportOf(reader: Reader, children: readonly SyntaxNode[]): ExportedName[] {
  const source = children.find((child) => child.name === 'String');
  const from = source ? stringOf(reader, source).value : null;
  const has = (name: string): boolean => children.some((child) => child.name === name);
  const group = children.find((child) => child.name === 'ExportGroup');
  if (group) return exportGroup(reader, group, from);
  if (has('Star')) {
    const name = children.find((child) => child.name === 'VariableName');
    return [{ exported: name ? sliceOf(reader, name) : '*', local: '*', from }];
  }
  const declaration = children.find(isStatement);
  if (has('default') || has('Equals')) {
    const name = declaration?.getChild('VariableDefinition');
    const local = name ? sliceOf(reader, name) : declaration ? '' : defaultName;
    return [{ exported: has('Equals') ? '=' : 'default', local, from }];
  }
  return declaration ? namesIn(reader, declaration).map((local) => ({ exported: local, local, from })) : [];
}

function exportGroup(reader: Reader, group: SyntaxNode, from: string | null): ExportedName[] {
  const names: ExportedName[] = [];
  let renames = false;
  for (const child of childrenOf(group)) {
    if (child.name === 'as') renames = true;
    if (child.name !== 'VariableName' && child.name !== 'default') continue;
    const name = sliceOf(reader, child);
    const last = renames ? names.pop() : undefined;
    names.push({ exported: name, local: last?.local ?? name, from });
    renames = false;
  }
  return names;
}

/** The names that a declaration makes. */
function namesIn(reader: Reader, node: SyntaxNode): string[] {
  return childrenOf(node).flatMap((child) => {
    if (child.name === 'VariableDefinition' || child.name === 'TypeDefinition')
      return [sliceOf(reader, child)];
    return isPattern(child) || child.name === 'PatternProperty' ? namesIn(reader, child) : [];
  });
}
