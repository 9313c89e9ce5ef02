import type { Cause, OutcomeKind, Step } from '../cors/types.ts';

export type Engine = 'chromium' | 'firefox' | 'webkit';

export const engines: readonly Engine[] = ['chromium', 'firefox', 'webkit'];

/** What one browser makes of an exchange. */
export interface EngineVerdict {
  /** The first preflight that it sends; null for none. `headers` as in Access-Control-Request-Headers, in order. */
  readonly preflight: { readonly method: string; readonly headers: readonly string[] } | null;
  readonly outcome: OutcomeKind;
  readonly cause: Cause | null;
  readonly steps: readonly Step[];
  readonly exposed: readonly string[];
  /** Its CORS lines in the order printed, without companions such as "Failed to load resource". */
  readonly console: readonly string[];
}
