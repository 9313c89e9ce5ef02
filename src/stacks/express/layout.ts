import type { Style } from './style.ts';

/** Text that may have to be broken into lines: the items between two brackets. */
export type Piece =
  | string
  | {
      readonly open: string;
      readonly items: readonly Piece[];
      readonly close: string;
      /** An object: spaces inside of its braces. */
      readonly spaced?: boolean;
      /** Takes the last bracket's contents to lines of their own, its own bracket stays: `cors({`. */
      readonly hugs?: boolean;
    };

const width = 80;

/** One statement, on one line where it fits, else broken as Prettier breaks it. `depth` counts indentations. */
export function statement(piece: Piece, { indent, semicolon }: Style, depth: number): string {
  return indent.repeat(depth) + lay(piece, { indent, depth, behind: semicolon.length }) + semicolon;
}

interface Place {
  readonly indent: string;
  readonly depth: number;
  /** Characters that follow on the last line. */
  readonly behind: number;
}

function lay(piece: Piece, place: Place): string {
  const whole = flat(piece);
  const { indent, depth, behind } = place;
  const column = indent.replaceAll('\t', '  ').length * depth;
  if (typeof piece === 'string' || column + whole.length + behind <= width) return whole;
  const [only] = piece.items;
  if (piece.hugs && only !== undefined && typeof only !== 'string') {
    const inner = lay({ ...only, open: piece.open + only.open, close: only.close + piece.close }, place);
    return inner;
  }
  const deeper = { indent, depth: depth + 1, behind: 1 };
  const lines = piece.items.map((item) => `${indent.repeat(depth + 1)}${lay(item, deeper)},\n`);
  return `${piece.open}\n${lines.join('')}${indent.repeat(depth)}${piece.close}`;
}

function flat(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  const space = piece.spaced && piece.items.length > 0 ? ' ' : '';
  return piece.open + space + piece.items.map(flat).join(', ') + space + piece.close;
}
