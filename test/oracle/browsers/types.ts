/** A real browser that shows one page. */
export interface Browser {
  readonly name: string;
  readonly version: string;
  close(): Promise<void>;
}

/** Opens the page; `onLine` gets every line that the page's console prints, in order. */
export type Launch = (url: string, onLine: (text: string) => void) => Promise<Browser>;
