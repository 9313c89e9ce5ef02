import type { ReasonKind } from '../cors/types.ts';
import type { Engine } from './types.ts';

/** What a console message says is wrong. Where a browser says less than the judge knows, a word of its own. */
export type ConsoleCause =
  | ReasonKind
  /** WebKit: Access-Control-Allow-Origin is missing, wrong or empty. */
  | 'origin-not-allowed'
  /** Blocked, and the line that says why is not there. */
  | 'blocked'
  /** Chromium up to 138: the server did not let a page reach into the local network. */
  | 'local-network-access';

/** One message of a browser's console, read back. Null for what the message does not name. */
export interface ConsoleMessage {
  readonly engine: Engine;
  readonly cause: ConsoleCause;
  /** It is about the preflight; null when the message does not tell. */
  readonly preflight: boolean | null;
  readonly pageOrigin: string | null;
  /** The URL that failed; after redirects the last. */
  readonly url: string | null;
  /** Where the request went first, when that was another URL. */
  readonly initialUrl: string | null;
  /** The standard's initiator type, such as fetch. */
  readonly initiator: string | null;
  readonly method: string | null;
  /** A request header that is not allowed. */
  readonly header: string | null;
  /** A response header's value that is wrong. */
  readonly value: string | null;
  readonly status: number | null;
  /** Where the message begins in the text that was given. */
  readonly offset: number;
}

/** What one pattern found; the rest of a message is null. */
export type Found = Partial<Omit<ConsoleMessage, 'engine' | 'offset'>> & { readonly cause: ConsoleCause };

/** A text that a browser prints, and what it means. */
export interface MessagePattern {
  readonly pattern: RegExp;
  readonly read: (match: RegExpExecArray) => Found;
}

/** The first pattern that matches at the beginning of `text`, and how long the match is. */
export function readBeginning(
  patterns: readonly MessagePattern[],
  text: string,
): { readonly found: Found; readonly length: number } | null {
  for (const { pattern, read } of patterns) {
    const match = pattern.exec(text);
    if (match !== null && match.index === 0) return { found: read(match), length: match[0].length };
  }
  return null;
}

/** A message with every field that the patterns did not find set to null. */
export function complete(engine: Engine, offset: number, found: Found): ConsoleMessage {
  return { ...empty, engine, offset, ...found };
}

const empty = {
  preflight: null,
  pageOrigin: null,
  url: null,
  initialUrl: null,
  initiator: null,
  method: null,
  header: null,
  value: null,
  status: null,
};
