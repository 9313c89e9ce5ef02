import type { SyntaxNode } from '@lezer/common';
import { appendEntries, removeEntry } from '../../policy/entries.ts';
import type { TextEdit } from '../../policy/range.ts';
import type { App, Placement } from './apps.ts';
import { addKeyword, listText, quoteOf, statedAt, writeList } from './edits.ts';
import type { Options, Parameter } from './options.ts';
import type { Names } from './scope.ts';
import { children, rangeOf, textOf, type Source } from './tree.ts';

/** Changes to a CORSMiddleware call that only FastAPI's own rules ask for; null where the source does not lend itself. */
export interface Changes {
  /** States `values` where the parameter is stated now. */
  setList(parameter: Parameter, values: readonly string[]): readonly TextEdit[] | null;
  /** Adds a parameter that is not stated. */
  addList(parameter: Parameter, values: readonly string[]): readonly TextEdit[] | null;
  /** Splits the text that a call gives, at commas. */
  splitText(parameter: Parameter): readonly TextEdit[] | null;
  /** States an argument as `text`, wherever it is stated now; null takes it out. */
  become(parameter: Parameter, text: string | null): readonly TextEdit[] | null;
  /** States a list; only adds to it where that is enough. */
  becomeList(parameter: Parameter, values: readonly string[]): readonly TextEdit[] | null;
  /** The quote that the call uses. */
  readonly quote: string;
  /** Makes it the layer that meets every request first. */
  moveOutermost(): readonly TextEdit[] | null;
}

export function changesOf(names: Names, app: App, placement: Placement): Changes {
  const { source } = names;
  const { options } = placement;
  return {
    setList: (parameter, values) => writeList(names, options, parameter, values),
    addList: (parameter, values) => {
      const edit = addKeyword(source, options, `${parameter}=${listText(source, options, values)}`);
      return edit && !options.given.has(parameter) ? [edit] : null;
    },
    splitText: (parameter) => {
      const node = statedAt(names, options, parameter);
      const quote = quoteOf(source, options);
      const text = `.split(${quote},${quote})`;
      return node?.name === 'CallExpression' ? [{ start: node.to, end: node.to, text }] : null;
    },
    become: (parameter, text) => become(names, options, parameter, text),
    becomeList: (parameter, values) => becomeList(names, options, parameter, values),
    quote: quoteOf(source, options),
    moveOutermost: () =>
      placement.how === 'listed' ? toFront(source, placement) : toEnd(source, app, placement),
  };
}

const plain = /^(?:String|Boolean|Number|None)$/;

function become(
  names: Names,
  options: Options,
  parameter: Parameter,
  text: string | null,
): readonly TextEdit[] | null {
  const { source } = names;
  const given = options.given.get(parameter);
  if (!given) {
    const edit = text === null ? null : addKeyword(source, options, `${parameter}=${text}`);
    return text === null ? [] : edit && [edit];
  }
  if (text === null) {
    const edit = given.keyword && removeEntry(source.text, given.keyword);
    return edit && [edit];
  }
  const node = statedAt(names, options, parameter);
  return node && plain.test(node.name) ? [{ start: node.from, end: node.to, text }] : null;
}

function becomeList(
  names: Names,
  options: Options,
  parameter: Parameter,
  values: readonly string[],
): readonly TextEdit[] | null {
  const { source } = names;
  if (!options.given.has(parameter)) {
    if (values.length === 0) return [];
    return become(names, options, parameter, listText(source, options, values));
  }
  const node = statedAt(names, options, parameter);
  const entries =
    node?.name === 'ArrayExpression' ? children(node).filter(({ name }) => name === 'String') : [];
  const stated = entries.map((entry) => textOf(source, entry).slice(1, -1));
  if (!node || stated.length === 0 || !stated.every((value) => values.includes(value)))
    return writeList(names, options, parameter, values);
  const quote = quoteOf(source, options);
  const added = values.filter((value) => !stated.includes(value)).map((value) => quote + value + quote);
  if (added.length === 0) return [];
  return [appendEntries(source.text, rangeOf(node), entries.map(rangeOf), added)];
}

/** In a list the first one is the outermost. */
function toFront(source: Source, { node }: Placement): readonly TextEdit[] | null {
  const list = node.parent;
  const first = list?.firstChild?.nextSibling;
  const before = node.prevSibling?.prevSibling;
  if (!list || !first || !before || first.from === node.from || list.name !== 'ArrayExpression') return null;
  const between = source.text.slice(before.to, node.from);
  if (between.includes('#')) return null;
  return [
    { start: first.from, end: first.from, text: textOf(source, node) + between },
    { start: before.to, end: node.to, text: '' },
  ];
}

/** Of those added, the last one is the outermost: behind the last other one of the same block. */
function toEnd(source: Source, app: App, placement: Placement): readonly TextEdit[] | null {
  const statement = statementOf(placement);
  const outermost = app.placements.find(({ how }) => how === 'added');
  const last = outermost && outermost !== placement ? statementOf(outermost) : null;
  if (!statement || !last || !isSameBlock(statement, last)) return null;
  const { text } = source;
  const from = lineStart(text, statement.from);
  const end = endOf(text, last);
  const gap = last.name === 'DecoratedStatement' ? '\n\n\n' : '\n';
  const moved = text.slice(from, endOf(text, statement));
  return [
    { start: from, end: afterBlankLine(text, from, endOf(text, statement)), text: '' },
    { start: end, end, text: gap + moved },
  ];
}

function isSameBlock(a: SyntaxNode, b: SyntaxNode): boolean {
  return (
    a.parent !== null &&
    b.parent !== null &&
    a.parent.from === b.parent.from &&
    a.parent.name === b.parent.name
  );
}

function statementOf({ how, node, target }: Placement): SyntaxNode | null {
  if (how !== 'added') return null;
  if (target.name === 'FunctionDefinition') return node.parent;
  return node.parent?.name === 'ExpressionStatement' ? node.parent : null;
}

/** A definition's node reaches over the line break behind it. */
function endOf(text: string, node: SyntaxNode): number {
  const { start, end } = rangeOf(node);
  return start + text.slice(start, end).trimEnd().length;
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

/** Behind the line at `end`; with the blank lines that follow when there are as many before, so that no gap is left. */
function afterBlankLine(text: string, from: number, end: number): number {
  const lineEnd = /[^\S\n]*\n?/y;
  lineEnd.lastIndex = end;
  lineEnd.test(text);
  const next = lineEnd.lastIndex;
  const blank = /(?:[^\S\n]*\n)*/y;
  blank.lastIndex = next;
  blank.test(text);
  return /(^|\n)[^\S\n]*\n$/.test(text.slice(0, from)) ? blank.lastIndex : next;
}
