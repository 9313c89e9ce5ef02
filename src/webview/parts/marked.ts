import type { Part } from '../difference.ts';
import { h, type Child } from '../dom.ts';

/** A value with what is changed in it marked: underlined or struck through, so that no one has to see colours. */
export function marked(parts: readonly Part[], as: 'ins' | 'del'): Child[] {
  return parts.map(({ text, changed }) => (changed ? h(as, {}, text) : text));
}
