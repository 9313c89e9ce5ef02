/** A server that runs a block, or what it printed when it refused to start. */
export type Started =
  { readonly base: string; stop(): Promise<void> } | { readonly base: null; readonly printed: string };

/** Starts servers of one stack. */
export interface Starter {
  start(text: string, language: string): Promise<Started>;
  close(): Promise<void>;
}
