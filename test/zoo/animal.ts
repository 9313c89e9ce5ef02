import type { CorsRequest } from '../../src/cors/types.ts';
import type { FailureKind } from '../../src/probe/types.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import type { Pair } from '../real/live/certificate.ts';

/** What the servers over TLS share. */
export interface Habitat {
  /** The authority that the tests trust. */
  readonly authority: Pair;
  /** For 127.0.0.1 and localhost, from that authority. */
  readonly leaf: Pair;
}

/** A server that runs. */
export interface Home {
  /** What a page asks for. */
  readonly url: string;
  close(): void;
}

/** Starts a server. */
export type Keeper = (habitat: Habitat) => Promise<Home>;

/** A server that misbehaves, and what a live test has to say about it. */
export interface Animal {
  /** Goes on from “a server that”. */
  readonly name: string;
  readonly keep: Keeper;
  /** What the page asks, where it is more than a GET. */
  readonly request?: Partial<CorsRequest>;
  /** Sent with the request. */
  readonly body?: string;
  readonly result: ProbeReport['result'];
  readonly kind?: FailureKind;
  /** Found in the sentence or what is said beside it. */
  readonly says?: RegExp;
  /** The test ends because time is up. */
  readonly waits?: true;
  /** Why the page in a real Chromium fares otherwise, or is not asked. */
  readonly chromium?: Difference;
}

export type Difference =
  | { readonly fares: ProbeReport['result']; readonly because: string }
  | { readonly fares: 'not-asked'; readonly because: string };

/** Where strict readers give up, it makes of the bytes what it can; other clients of the same server may not. */
export const readsPast: Difference = {
  fares: 'readable',
  because: 'Chromium takes what it understands of a broken answer; a live test names what is broken',
};

/** The same, where nothing that it understands lets the page in. */
export const readsPastInVain: Difference = {
  fares: 'blocked',
  because:
    'Chromium takes what it understands of a broken answer and misses Access-Control-Allow-Origin in it',
};

/** Nothing can be asked of a browser beside it. */
export const neverEnds: Difference = {
  fares: 'not-asked',
  because: 'it keeps the browser too busy for all others',
};

/** A PUT, which needs a preflight. */
export const put: Partial<CorsRequest> = { method: 'PUT' };
