import type { SyntaxNode, Tree } from '@lezer/common';
import { parser } from '@lezer/python';
import type { Range } from '../../policy/range.ts';

/** A Python text and its syntax tree. Names of nodes are those of @lezer/python. */
export interface Source {
  readonly text: string;
  readonly tree: Tree;
}

/** One argument of a call. */
export interface Argument {
  /** The keyword; null for a positional argument and for `*` and `**`. */
  readonly name: string | null;
  readonly star: '' | '*' | '**';
  readonly value: SyntaxNode;
  /** From the keyword or star to the end of the value. */
  readonly range: Range;
}

/**
 * Parses any text; damaged stretches become error nodes. Where the text is damaged, the parser reads one word again for each way to go on:
 * a word that is longer than any name is made short.
 */
export function parse(text: string): Source {
  return { text, tree: parser.parse(text.replace(endlessWord, (word) => '_'.padEnd(word.length))) };
}

const endlessWord = /\b\w{400,}/g;

export function rangeOf(node: SyntaxNode): Range {
  return { start: node.from, end: node.to };
}

export function textOf(source: Source, node: SyntaxNode): string {
  return source.text.slice(node.from, node.to);
}

/** The children without comments, in order. */
export function children(node: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'Comment') found.push(child);
  }
  return found;
}

/** True when an error node lies in `node`: the text is half typed there. */
export function isDamaged(node: SyntaxNode): boolean {
  let damaged = false;
  node.cursor().iterate((inner) => {
    if (inner.type.isError) damaged = true;
    return !damaged;
  });
  return damaged;
}

/** The members of a bracketed list, each as the nodes between two commas. */
export function members(list: SyntaxNode): SyntaxNode[][] {
  const groups: SyntaxNode[][] = [];
  let group: SyntaxNode[] = [];
  for (const child of children(list).slice(1)) {
    if (child.name === ',' || child.name === ')' || child.name === ']' || child.name === '}') {
      if (group.length > 0) groups.push(group);
      group = [];
    } else {
      group.push(child);
    }
  }
  if (group.length > 0) groups.push(group);
  return groups;
}

/** The arguments of an ArgList; members that are no argument (half typed, a generator) are left out. */
function argumentsOf(argList: SyntaxNode): Argument[] {
  const found: Argument[] = [];
  for (const group of members(argList)) {
    const [first, second, third] = group;
    const last = group.at(-1);
    if (!first || !last) continue;
    const range = { start: first.from, end: last.to };
    if (group.length === 1 && !first.type.isError) {
      found.push({ name: null, star: '', value: first, range });
    } else if (second && group.length === 2 && (first.name === '*' || first.name === '**')) {
      found.push({ name: null, star: first.name, value: second, range });
    } else if (third && second?.name === 'AssignOp' && !third.type.isError) {
      found.push({ name: '', star: '', value: third, range });
    }
  }
  return found;
}

/** As {@link argumentsOf}, with the keywords filled in from the text. */
export function callArguments(source: Source, call: SyntaxNode): Argument[] {
  const argList = call.getChild('ArgList');
  if (!argList) return [];
  return argumentsOf(argList).map((argument) =>
    argument.name === null ? argument : { ...argument, name: keywordOf(source, argument) },
  );
}

function keywordOf(source: Source, argument: Argument): string {
  const text = source.text.slice(argument.range.start, argument.value.from);
  return /^\w+/.exec(text)?.[0] ?? '';
}

/** The function, lambda or module that runs the code at `node`. */
export function ownerOf(node: SyntaxNode): SyntaxNode {
  let at = node;
  while (at.parent) {
    at = at.parent;
    if (at.name === 'FunctionDefinition' || at.name === 'LambdaExpression') return at;
  }
  return at;
}
