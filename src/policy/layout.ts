/** Text that may have to be broken into lines: the items between two brackets. */
export type Piece =
  | string
  | {
      readonly open: string;
      readonly items: readonly Piece[];
      readonly close: string;
      /** An object: spaces inside of its braces. */
      readonly spaced?: boolean;
      /** Stays on the line of its only item: `cors({`. */
      readonly hugs?: boolean;
    };

/** Where a text is put. */
export interface Place {
  /** Of one level. */
  readonly indent: string;
  readonly depth: number;
  /** Characters that follow on the last line. */
  readonly behind: number;
  /** The longest line. */
  readonly width: number;
}

/** The text on one line where that fits, else with the items on lines of their own and a comma behind each, as Prettier and Black do. */
export function lay(piece: Piece, place: Place): string {
  const whole = flat(piece);
  const { indent, depth, behind, width } = place;
  const column = indent.replaceAll('\t', '  ').length * depth;
  if (typeof piece === 'string' || column + whole.length + behind <= width) return whole;
  const [only] = piece.items;
  if (piece.hugs && only !== undefined && typeof only !== 'string') {
    return lay({ ...only, open: piece.open + only.open, close: only.close + piece.close }, place);
  }
  const deeper = { ...place, depth: depth + 1, behind: 1 };
  const lines = piece.items.map((item) => `${indent.repeat(depth + 1)}${lay(item, deeper)},\n`);
  return `${piece.open}\n${lines.join('')}${indent.repeat(depth)}${piece.close}`;
}

/** A piece with text in front, such as its name. */
export function prefixed(text: string, piece: Piece): Piece {
  return typeof piece === 'string' ? text + piece : { ...piece, open: text + piece.open };
}

function flat(piece: Piece): string {
  if (typeof piece === 'string') return piece;
  const space = piece.spaced && piece.items.length > 0 ? ' ' : '';
  return piece.open + space + piece.items.map(flat).join(', ') + space + piece.close;
}
