import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../policy/range.ts';
import type { OriginLiteral, PolicyEdits } from '../../policy/types.ts';
import type { Option, Options, Parameter } from './options.ts';
import { lookUp, type Names } from './scope.ts';
import { children, textOf, type Source } from './tree.ts';

const collections = new Set(['ArrayExpression', 'TupleExpression', 'SetExpression']);

/** The changes that fixes ask of a CORSMiddleware call. */
export function editsOf(names: Names, options: Options): PolicyEdits {
  const { source } = names;
  return {
    dropCredentials: () => {
      const node = statedAt(names, options, 'allow_credentials');
      return node?.name === 'Boolean' ? [replace(node, 'False')] : null;
    },
    allowOrigins: (origins) => {
      if (options.given.has('allow_origin_regex')) return null;
      return writeList(names, options, 'allow_origins', origins);
    },
    allowAny: () =>
      options.given.has('allow_origin_regex') ? null : writeList(names, options, 'allow_origins', ['*']),
    replaceWithPattern: (literal, pattern) => replaceWithPattern(names, options, literal, pattern),
    removeOrigin: (literal) => removeOrigin(source, literal),
  };
}

function replace(node: SyntaxNode, text: string): TextEdit {
  return { start: node.from, end: node.to, text };
}

/** The expression that states a parameter: in the call, or where the constant is set that the call names. */
export function statedAt(names: Names, options: Options, parameter: Parameter): SyntaxNode | null {
  const option = options.given.get(parameter);
  if (!option?.keyword) return null;
  if (option.node.name !== 'VariableName') return option.node;
  const found = lookUp(names, textOf(names.source, option.node), option.node);
  if (!found?.certain || found.additions.length > 0 || found.binding.kind !== 'value') return null;
  return found.binding.node;
}

/** Writes a list where a parameter is stated as a list or text; null when it is stated otherwise. */
export function writeList(
  names: Names,
  options: Options,
  parameter: Parameter,
  values: readonly string[],
): readonly TextEdit[] | null {
  const node = statedAt(names, options, parameter);
  const plain = node !== null && (collections.has(node.name) || node.name === 'String' || isInBrackets(node));
  return plain ? [replace(node, listText(names.source, options, values))] : null;
}

/** `("https://app.example.com")`: brackets that make no tuple. */
function isInBrackets(node: SyntaxNode): boolean {
  return node.name === 'ParenthesizedExpression' && node.getChild('String') !== null;
}

/** A Python list of strings, in the quotes that the call uses. */
export function listText(source: Source, options: Options, values: readonly string[]): string {
  const quote = quoteOf(source, options);
  return `[${values.map((value) => quote + value + quote).join(', ')}]`;
}

/** The quotes that the call uses. */
export function quoteOf(source: Source, { argList }: Options): string {
  const text = textOf(source, argList);
  const single = text.indexOf("'");
  const double = text.indexOf('"');
  return single >= 0 && (double < 0 || single < double) ? "'" : '"';
}

/** Adds a keyword argument behind the last one, in the layout of the call. Null when the call has none or is half typed. */
export function addKeyword(source: Source, { argList, open }: Options, text: string): TextEdit | null {
  const parts = children(argList);
  const last = parts.findLast(({ name }) => name !== ')' && name !== ',');
  if (!last || open !== null || last.name === '(') return null;
  return { start: last.to, end: last.to, text: `,${separatorIn(source, argList)}${text}` };
}

/** A line break and the indentation when the arguments stand one to a line, else a space. */
function separatorIn(source: Source, argList: SyntaxNode): string {
  const inner = textOf(source, argList);
  const broken = /^\(\s*?(\r?\n[ \t]*)/.exec(inner);
  return broken?.[1] ?? ' ';
}

/** The string node whose characters the literal is. */
function stringAt(source: Source, literal: OriginLiteral): SyntaxNode | null {
  const node = source.tree.resolveInner(literal.range.start, 1);
  return node.name === 'String' && node.to >= literal.range.end ? node : null;
}

function removeOrigin(source: Source, literal: OriginLiteral): readonly TextEdit[] | null {
  const node = stringAt(source, literal);
  const list = node?.parent;
  if (!node || !list || !collections.has(list.name)) return null;
  const items = children(list).filter(({ name }) => !'()[]{},'.includes(name));
  const at = items.findIndex(({ from }) => from === node.from);
  if (at < 0 || (list.name !== 'ArrayExpression' && items.length < 3)) return null;
  const next = items[at + 1];
  const before = items[at - 1];
  if (next) return [{ start: node.from, end: next.from, text: '' }];
  if (before) return [{ start: before.to, end: node.to, text: '' }];
  const comma = node.nextSibling?.name === ',' ? node.nextSibling.to : node.to;
  return [{ start: node.from, end: comma, text: '' }];
}

/** The entry leaves the list, and the pattern goes to allow_origin_regex, which matches the whole origin by itself. */
function replaceWithPattern(
  names: Names,
  options: Options,
  literal: OriginLiteral,
  pattern: string,
): readonly TextEdit[] | null {
  const option = options.given.get('allow_origins');
  if (!option?.keyword || options.given.has('allow_origin_regex')) return null;
  const quote = quoteOf(names.source, options);
  const keyword = `allow_origin_regex=r${quote}${pattern.replace(/^\^/, '').replace(/\$$/, '')}${quote}`;
  if (isOnlyEntry(option)) return [{ ...option.keyword, text: keyword }];
  const removal = removeOrigin(names.source, literal);
  const added = addKeyword(names.source, options, keyword);
  return removal && added ? [...removal, added] : null;
}

function isOnlyEntry({ node, value }: Option): boolean {
  return (
    collections.has(node.name) && value.kind === 'list' && value.items.length === 1 && value.open === null
  );
}
