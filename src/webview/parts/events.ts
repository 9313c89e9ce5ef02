import type { PageMessage } from '../../extension/protocol.ts';

/** What the parts of the page may do. */
export interface PartEvents {
  post(message: PageMessage): void;
  /** Puts text into the clipboard. */
  copy(text: string): void;
  /** Which of these tabs is selected, and who hears of a change. `name` is one of the page's own. */
  tabsOf(name: string): { readonly selected: string | null; onSelect(id: string): void };
}
