/** A stretch of source text: UTF-16 offsets, `end` exclusive. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** One replacement in a source text; an empty range inserts. */
export interface TextEdit extends Range {
  readonly text: string;
}

/**
 * Applies edits to `text`. Edits are given against the original text, in any order.
 * @throws RangeError when two edits overlap or one lies outside of the text.
 */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const ordered = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  let result = '';
  let at = 0;
  for (const edit of ordered) {
    if (edit.start < at || edit.end < edit.start || edit.end > text.length) {
      throw new RangeError(`The edit at ${edit.start}-${edit.end} overlaps another one or leaves the text.`);
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}
