import type { SourceKind } from '../policy/types.ts';
import type { Finding } from '../rules/types.ts';
import { shownWhileTyping, type Shown } from '../rules/whileTyping.ts';

/** One change of a text, as VS Code tells it. */
export interface Change {
  readonly rangeOffset: number;
  readonly rangeLength: number;
  readonly text: string;
}

/** How a change came about. */
export interface Manner {
  /** It touches the caret, as what is typed there does. */
  readonly isAtCaret: boolean;
  /** It takes changes back, or makes them again. */
  readonly isUndo: boolean;
}

/** A text with what is found in it. */
export interface Found extends Shown {
  /** Null where no stack claims it. */
  readonly stack: SourceKind | null;
}

/** So many texts that were once finished are remembered. */
const MOST_FINISHED = 20;

/** Watches one document being typed, and decides what of its findings to show. */
export class Onlooker {
  #edit: { readonly start: number; readonly end: number } | null = null;
  #shown: Found | null = null;
  #finished: readonly string[] = [];

  /** Whether somebody may be in the middle of something. */
  get isTyping(): boolean {
    return this.#edit !== null;
  }

  /** What is pasted in several lines is whole; what changes elsewhere, as by a quick fix, leaves it at that. */
  changed({ rangeOffset, rangeLength, text }: Change, { isAtCaret, isUndo }: Manner): void {
    const edit = { start: rangeOffset, end: rangeOffset + text.length };
    if (text.trim().includes('\n') && !isUndo) this.#edit = null;
    else if (isAtCaret || isUndo || this.#touches(rangeOffset, rangeOffset + rangeLength)) this.#edit = edit;
    else if (this.#edit && rangeOffset < this.#edit.start) this.#shift(text.length - rangeLength);
  }

  /** The caret is not always told before the next key: who types goes on where the last change was. */
  #touches(start: number, end: number): boolean {
    return this.#edit !== null && start <= this.#edit.end && end >= this.#edit.start;
  }

  #shift(by: number): void {
    const { start, end } = this.#edit ?? { start: 0, end: 0 };
    this.#edit = { start: start + by, end: end + by };
  }

  /** A pause, a save: everything is to be shown as it is. */
  settle(): void {
    this.#edit = null;
  }

  /** What to show of what was found; `caret` is null where no editor shows the document. */
  look(found: Found, caret: number | null): readonly Finding[] {
    // Half a word can make a file that nobody claims.
    const stack = found.stack ?? (this.#edit && this.#shown?.stack) ?? null;
    const findings = this.#ripe({ ...found, stack }, caret);
    this.#shown = { text: found.text, findings, stack };
    return findings;
  }

  #ripe({ stack, text, findings }: Found, caret: number | null): readonly Finding[] {
    if (stack === null) return findings;
    if (!this.#edit || this.#finished.includes(text)) {
      this.#finished = [...this.#finished.filter((one) => one !== text), text].slice(-MOST_FINISHED);
      return findings;
    }
    if (caret === null) return findings;
    const { start: edit } = this.#edit;
    return shownWhileTyping({ text, findings }, { stack, edit, caret, before: this.#shown });
  }
}
