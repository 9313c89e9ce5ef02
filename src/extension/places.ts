import type { ProbeReport } from '../report/types.ts';
import type { Where } from './protocol.ts';

/** A place in the workspace as the panel offers it. */
export interface Place {
  readonly where: Where;
  /** Shows the line in an editor of that column, counted from 1. */
  open(column: number): Promise<void>;
  /** Applies the fix and shows it; false when the file has changed since. Only called where `where.fix` is not null. */
  fix(column: number): Promise<boolean>;
}

/** Finds the places that a report is about, the likeliest first; none when the workspace has nothing to do with it. */
export type FindPlaces = (report: ProbeReport, signal: AbortSignal) => Promise<readonly Place[]>;
