import type { SyntaxNode } from '@lezer/common';
import type { Expression, Statement } from '../ast.ts';
import type { ArrowHead } from './arrowHead.ts';

/** What reads one part of the tree asks it about the other parts. */
export interface Reader {
  readonly text: string;
  /** What holds the statements of a block: the block, or its text parsed now, when it was left out before. */
  contentOf(block: SyntaxNode): SyntaxNode;
  /** What was left out before an object that is the body of an arrow function. */
  arrowAt(object: SyntaxNode): ArrowHead | null;
  statement(node: SyntaxNode): Statement;
  /** An unknown expression where there is no node. */
  expression(node: SyntaxNode | null | undefined): Expression;
}
