import type { Stack } from '../policy/types.ts';
import type { ProbeReport } from '../report/types.ts';

/** What the panel's form holds, as typed. */
export interface Form {
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  /** One `Name: value` a line. */
  readonly headers: string;
  readonly credentials: 'omit' | 'same-origin' | 'include';
}

export const emptyForm: Form = {
  url: '',
  origin: 'http://localhost:3000',
  method: 'GET',
  headers: '',
  credentials: 'omit',
};

/** How another command opens the panel. */
export interface OpenRequest {
  /** Fields to fill in; what is left out stays as it is. */
  readonly form?: Partial<Form>;
  /** A URL, curl command, fetch call or console error to fill the form from. */
  readonly pasted?: string;
  /** Tests at once, where the form holds a request. */
  readonly run?: boolean;
}

/** A line of the workspace that makes, loses or lacks the header that decided. */
export interface Where {
  readonly stack: Stack;
  /** Relative to the workspace, with `/` as separator. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The source line, trimmed. */
  readonly snippet: string;
  /** What this line does to the answer. */
  readonly sentence: string;
  /** What the fix does; null where there is none to apply. */
  readonly fix: string | null;
}

export type CopyFormat = 'curl' | 'fetch';

/** From the page to the extension. */
export type PageMessage =
  /** The page listens; sent again after every reload. */
  | { readonly type: 'ready' }
  | { readonly type: 'edited'; readonly form: Form }
  | { readonly type: 'run'; readonly form: Form }
  /** The answer to `confirm`: whether the request that changes state goes out. */
  | { readonly type: 'confirmed'; readonly send: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'copy'; readonly format: CopyFormat; readonly form: Form }
  | { readonly type: 'copyText'; readonly text: string };

/** What the panel shows besides the form. */
export type Shown =
  | { readonly kind: 'nothing' }
  /** `step` says what is under way. */
  | { readonly kind: 'running'; readonly step: string }
  /** The next request changes state on the server: waits for `confirmed`. */
  | { readonly kind: 'confirm'; readonly method: string; readonly url: string }
  | { readonly kind: 'cancelled' }
  /** One sentence: what is wrong with the input, or why nothing can be run. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | { readonly kind: 'report'; readonly report: ProbeReport };

/** From the extension to the page. */
export type HostMessage =
  /** The answer to `ready`: everything that the page needs to draw itself. */
  | { readonly type: 'init'; readonly form: Form; readonly shown: Shown }
  | { readonly type: 'shown'; readonly shown: Shown };
