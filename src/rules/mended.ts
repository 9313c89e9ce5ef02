import type { Range } from '../policy/range.ts';
import type { Mended } from '../stacks/express/mend.ts';
import type { Report } from './types.ts';

/**
 * What a rule reports of a mended text, said of the text as it is. In what was mended nothing is offered to be changed, and nothing said
 * about the word that may go on; that is null.
 */
export function unmended(report: Report, mended: Mended): Report | null {
  const inside = mended.statements.find(
    ({ start, end }) => report.range.start >= start && report.range.start <= end,
  );
  if (inside && isGoingOn(mended.text, report.range, inside)) return null;
  const back = (range: Range): Range => ({
    start: before(mended, range.start),
    end: before(mended, range.end),
  });
  return {
    ...report,
    range: back(report.range),
    fixes: inside
      ? []
      : report.fixes?.map((fix) => ({
          ...fix,
          edits: fix.edits.map((edit) => ({ ...edit, ...back(edit) })),
        })),
    related: report.related?.map((one) => ({ ...one, range: back(one.range) })),
  };
}

/** The last word or text of a statement without an end. */
function isGoingOn(text: string, { start, end }: Range, statement: Range): boolean {
  return end >= statement.end && !/[,\s({[]/.test(text.slice(start, statement.end));
}

function before({ insertions }: Mended, offset: number): number {
  let shift = 0;
  for (const { start, end } of insertions) {
    if (start >= offset) break;
    shift += Math.min(end, offset) - start;
  }
  return offset - shift;
}
