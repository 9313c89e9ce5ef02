/** A real browser that shows one page. */
export interface Browser {
  readonly name: string;
  readonly version: string;
  close(): Promise<void>;
}

/** How a browser is to be started, where that differs from the usual. */
export interface Setting {
  /** Chromium's switches. */
  readonly switches?: readonly string[];
  /** Chromium's permissions for the page. */
  readonly permissions?: readonly string[];
  /** Firefox's preferences. */
  readonly preferences?: Readonly<Record<string, string | number | boolean>>;
}

/** Opens the page; `onLine` gets every line that the page's console prints, in order. */
export type Launch = (url: string, onLine: (text: string) => void, setting: Setting) => Promise<Browser>;
