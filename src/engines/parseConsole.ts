import { parseChromium } from './parseChromium.ts';
import { parseFirefox } from './parseFirefox.ts';
import type { ConsoleMessage } from './parseTypes.ts';
import { parseWebKit } from './parseWebKit.ts';

/**
 * Reads browsers' CORS messages back out of pasted text, in the order in which they stand there. Around them may be anything:
 * line breaks, time stamps, quotes, stack lines. Empty when the text holds none. Never throws.
 */
export function parseConsole(text: string): ConsoleMessage[] {
  const flat = text.replace(/\s+/g, ' ');
  const messages = [...parseChromium(flat), ...parseFirefox(flat), ...parseWebKit(flat)];
  return messages.sort((a, b) => a.offset - b.offset);
}
