import type { CredentialsMode, HeaderList } from '../cors/types.ts';
import type { ConsoleMessage } from '../engines/parseTypes.ts';

/** A request as far as a pasted text tells it: null for what the text does not say. */
export interface PastedRequest {
  /** Absolute, http or https. */
  readonly url: string;
  readonly method: string | null;
  /** What the page's script gives, without the headers that a browser sets itself. */
  readonly headers: HeaderList | null;
  readonly credentials: CredentialsMode | null;
  /** The value of a Cookie header: what the browser has for the URL. */
  readonly cookies: string | null;
  readonly body: string | null;
  /** Of the page that calls. */
  readonly origin: string | null;
}

/** What a text turned out to be. */
export type Pasted = Read | Failed;

export interface Read extends Taken {
  readonly kind: 'url' | 'curl' | 'fetch' | 'console' | 'http';
  /** The browser's own words, when it is a console message about CORS. */
  readonly message: ConsoleMessage | null;
}

export interface Failed {
  readonly kind: 'error';
  /** What is wrong with the text, and what to paste instead. */
  readonly sentence: string;
}

/** What is in one kind of text. */
export interface Taken {
  readonly request: PastedRequest;
  /** A sentence for each part that could not be taken over. */
  readonly left: readonly string[];
}

export function failed(sentence: string): Failed {
  return { kind: 'error', sentence };
}
