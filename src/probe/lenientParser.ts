import type { Socket } from 'node:net';
import symbols from 'undici/lib/core/symbols.js';

/** The part of undici's HTTP/1.1 parser that is llhttp. */
interface Parser {
  readonly llhttp: Readonly<Record<string, (pointer: number, on: number) => void>>;
  readonly ptr: number;
}

/**
 * What browsers take and llhttp refuses unless told: control characters in a header's value, lines that end in LF alone, a
 * Content-Length beside chunks, and versions of HTTP that do not exist.
 */
const leniences = [
  'llhttp_set_lenient_headers',
  'llhttp_set_lenient_optional_cr_before_lf',
  'llhttp_set_lenient_chunked_length',
  'llhttp_set_lenient_version',
];

/**
 * Makes undici read answers on this socket as browsers do. undici has no option for that; with another undici than the one that is
 * installed, a test fails and answers are read strictly. Call it when undici has taken the socket.
 */
export function parseAsBrowsers(socket: Socket & { readonly [symbols.kParser]?: Parser | null }): void {
  const parser = socket[symbols.kParser];
  if (!parser) return;
  for (const name of leniences) parser.llhttp[name]?.(parser.ptr, 1);
}
