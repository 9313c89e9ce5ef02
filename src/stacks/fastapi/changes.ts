import type { SyntaxNode } from '@lezer/common';
import type { TextEdit } from '../../policy/range.ts';
import type { App, Placement } from './apps.ts';
import { addKeyword, listText, quoteOf, statedAt, writeList } from './edits.ts';
import type { Parameter } from './options.ts';
import type { Names } from './scope.ts';
import { rangeOf, textOf, type Source } from './tree.ts';

/** Changes to a CORSMiddleware call that only FastAPI's own rules ask for; null where the source does not lend itself. */
export interface Changes {
  /** States `values` where the parameter is stated now. */
  setList(parameter: Parameter, values: readonly string[]): readonly TextEdit[] | null;
  /** Adds a parameter that is not stated. */
  addList(parameter: Parameter, values: readonly string[]): readonly TextEdit[] | null;
  /** Splits the text that a call gives, at commas. */
  splitText(parameter: Parameter): readonly TextEdit[] | null;
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
    moveOutermost: () =>
      placement.how === 'listed' ? toFront(source, placement) : toEnd(source, app, placement),
  };
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
