import type { Stack } from '../policy/types.ts';
import type { Comparison } from '../report/compare.ts';
import type { MatrixReport } from '../report/matrix.ts';
import type { SecurityReport } from '../report/security.ts';
import type { ProbeReport } from '../report/types.ts';

/** What the panel's form holds, as typed. */
export interface Form {
  readonly url: string;
  readonly origin: string;
  readonly method: string;
  /** One `Name: value` a line; `Cookie` stands for the cookies that the browser has. */
  readonly headers: string;
  readonly credentials: 'omit' | 'same-origin' | 'include';
  /** Empty for a request without a body. */
  readonly body: string;
}

export const emptyForm: Form = {
  url: '',
  origin: 'http://localhost:3000',
  method: 'GET',
  headers: '',
  credentials: 'omit',
  body: '',
};

/** How another command opens the panel. */
export interface OpenRequest {
  /** Fields to fill in; what is left out stays as it is. */
  readonly form?: Partial<Form>;
  /** A URL, curl command, fetch call or console error to fill the form from. */
  readonly pasted?: string;
  /** Tests at once, where the form holds a request. */
  readonly run?: boolean;
  /** Shows the last test of this workspace, unless something else is shown. */
  readonly last?: boolean;
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

/** An earlier test, as the panel lists it. */
export interface HistoryItem {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly result: ProbeReport['result'];
  readonly method: string;
  readonly url: string;
  readonly origin: string;
}

export type CopyFormat = 'curl' | 'fetch' | 'markdown';

export type ExportFormat = 'json' | 'har' | 'markdown';

/** From the page to the extension. */
export type PageMessage =
  /** The page listens; sent again after every reload. */
  | { readonly type: 'ready' }
  | { readonly type: 'edited'; readonly form: Form }
  /** Text that is more than a URL came into the URL field. */
  | { readonly type: 'pasted'; readonly text: string }
  | { readonly type: 'run'; readonly form: Form }
  /** The test that is shown, once more. */
  | { readonly type: 'runAgain' }
  /** The test that is shown, and its main request although the preflight failed. */
  | { readonly type: 'sendAnyway' }
  /** The person agreed to the security probes that were offered. */
  | { readonly type: 'probeSecurity' }
  | { readonly type: 'matrix'; readonly ask: MatrixAsk }
  /** The answer to `confirm`: whether the request goes out. */
  | { readonly type: 'confirmed'; readonly send: boolean }
  | { readonly type: 'cancel' }
  | { readonly type: 'copy'; readonly format: CopyFormat; readonly form: Form }
  | { readonly type: 'copyText'; readonly text: string }
  | { readonly type: 'export'; readonly format: ExportFormat }
  /** `index` in `places`. */
  | { readonly type: 'openPlace'; readonly index: number }
  | { readonly type: 'fixPlace'; readonly index: number }
  | { readonly type: 'openTest'; readonly id: string }
  | { readonly type: 'forgetTests' }
  | { readonly type: 'manageTrust' };

/** The security probes, which go out only when a person agrees. */
export type SecurityState =
  /** `consent` is the question, with target and number of requests. */
  | { readonly kind: 'offered'; readonly consent: string; readonly requests: number; readonly host: string }
  | { readonly kind: 'running'; readonly done: number; readonly requests: number }
  | { readonly kind: 'done'; readonly report: SecurityReport };

/** What to test for the URL of a report: each origin with each method and each credentials mode. */
export interface MatrixAsk {
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly credentials: readonly Form['credentials'][];
}

export type MatrixState =
  | { readonly kind: 'running'; readonly done: number; readonly planned: number }
  | { readonly kind: 'done'; readonly report: MatrixReport };

/** A report and what was found out around it. */
export interface ShownReport {
  readonly kind: 'report';
  /** One for each run: a report that comes again with the same id only has more around it. */
  readonly id: string;
  /** When it ran, in milliseconds since 1970. */
  readonly at: number;
  readonly report: ProbeReport;
  /** What became of it since the last test of the same request; null when there was none. */
  readonly comparison: Comparison | null;
  /** Null where there is nothing that could be probed. */
  readonly security: SecurityState | null;
  /** Null until it is asked for. */
  readonly matrix: MatrixState | null;
  /** Lines of the workspace that it is about, the likeliest first; null while they are looked for. */
  readonly places: readonly Where[] | null;
  /** What was just done, and what to do next; null when nothing was. */
  readonly notice: string | null;
}

/** What the panel shows besides the form. */
export type Shown =
  | { readonly kind: 'nothing' }
  /** The form was filled in from something pasted. */
  | {
      readonly kind: 'filled';
      /** What that was. */
      readonly title: string;
      /** What a console error means, and who must change what; null when it was none. */
      readonly reason: string | null;
      /** What to write, by the name of the stack. */
      readonly changes: readonly { readonly stack: string; readonly text: string }[];
      /** A sentence for each part that could not be taken over. */
      readonly left: readonly string[];
    }
  /** `step` says what is under way. */
  | { readonly kind: 'running'; readonly step: string }
  /** The next request waits for `confirmed`: it changes state on the server, or a browser would not send it (`anyway`). */
  | {
      readonly kind: 'confirm';
      readonly method: string;
      readonly url: string;
      readonly why: 'changes-state' | 'anyway';
    }
  | { readonly kind: 'cancelled' }
  /** Nothing can be sent from a workspace that is not trusted. */
  | { readonly kind: 'untrusted' }
  /** One sentence: what is wrong with the input. */
  | { readonly kind: 'refused'; readonly sentence: string }
  | ShownReport;

/** From the extension to the page. */
export type HostMessage =
  /** The answer to `ready`: everything that the page needs to draw itself. */
  | {
      readonly type: 'init';
      readonly form: Form;
      readonly shown: Shown;
      readonly history: readonly HistoryItem[];
    }
  | { readonly type: 'form'; readonly form: Form }
  | { readonly type: 'shown'; readonly shown: Shown }
  | { readonly type: 'history'; readonly history: readonly HistoryItem[] };
