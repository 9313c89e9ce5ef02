import type { SyntaxNode } from '@lezer/common';
import type { Expression, Statement } from '../ast.ts';

/** What reads one part of the tree asks it about the other parts. */
export interface Reader {
  readonly text: string;
  statement(node: SyntaxNode): Statement;
  /** An unknown expression where there is no node. */
  expression(node: SyntaxNode | null | undefined): Expression;
}
