import type { UnknownPart } from '../../policy/types.ts';

/** How Apache comes to a response: `success` runs both header tables, `error` only the one of `Header always`. */
export interface Outcome {
  readonly status: number;
  readonly kind: 'success' | 'error' | 'unknown';
  /** Why the status is not known. */
  readonly unknown: UnknownPart | null;
}
