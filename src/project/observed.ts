import type { CorsRequest, HeaderList } from '../cors/types.ts';
import type { PolicyRequest, Stack } from '../policy/types.ts';

/** One answer as it came over the wire, and what was asked. */
export interface ObservedAnswer {
  readonly preflight: boolean;
  readonly request: Omit<PolicyRequest, 'handler'>;
  readonly status: number;
  readonly headers: HeaderList;
}

/** What a live test saw of one URL. */
export interface Observed {
  readonly url: string;
  /** What the page asked for. */
  readonly request: CorsRequest;
  /** In the order in which they came. */
  readonly answers: readonly ObservedAnswer[];
  /** Index in `answers` of the one that decided. */
  readonly deciding: number;
  /** The header that decided; Access-Control-Allow-Origin when nothing is wrong. */
  readonly header: string;
  /** The page may read the answer. */
  readonly readable: boolean;
  /** The server that most likely answered; null when nothing tells. */
  readonly stack: Stack | null;
}
