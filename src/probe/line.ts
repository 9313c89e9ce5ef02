import type { Failure, WireRequest, WireResponse, WireRoute } from './types.ts';

/** Told of an answer part by part, by the connection that it comes over. Nothing is told after `end` or `failed`. */
export interface Receiver {
  /** A status below 200. */
  informational(status: number): void;
  head(response: WireResponse): void;
  data(chunk: Uint8Array): void;
  end(): void;
  /** Before the head, or inside of the body. */
  failed(failure: Pick<Failure, 'kind' | 'code'>): void;
}

/** An open connection that carries requests one after another. */
export interface Line {
  readonly route: WireRoute;
  /** False when the next request needs a fresh connection. */
  readonly usable: boolean;
  /** Out: gives the request up at whatever point it is; nothing more is told then. */
  send(request: WireRequest, receiver: Receiver): () => void;
  /** Ends the connection. */
  destroy(): void;
}
