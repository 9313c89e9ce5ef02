import type { Duplex } from 'node:stream';
import * as zlib from 'node:zlib';
import { asciiLowercase } from '../cors/http.ts';
import { get } from '../cors/headerList.ts';
import type { HeaderList } from '../cors/types.ts';
import type { BodyLooks } from './types.ts';

/** So many bytes of a body are looked at. */
export const FIRST_BYTES = 1024;

/** What a body is by its first bytes as they came. Of a compressed body no more than a first block is decoded. */
export async function bodyLooks(first: Uint8Array, headers: HeaderList): Promise<BodyLooks> {
  if (first.length === 0) return 'empty';
  const decoder = decoderFor(asciiLowercase(get(headers, 'content-encoding') ?? ''));
  const decoded = decoder === null ? first : await firstBlock(decoder, first);
  return decoded === null ? 'binary' : looksOf(decoded);
}

function decoderFor(encoding: string): Duplex | null {
  switch (encoding) {
    case 'gzip':
    case 'x-gzip':
    case 'deflate':
      return zlib.createUnzip({ chunkSize: FIRST_BYTES });
    case 'br':
      return zlib.createBrotliDecompress({ chunkSize: FIRST_BYTES });
    case 'zstd':
      // Node before 22.15 has none.
      return typeof zlib.createZstdDecompress === 'function'
        ? zlib.createZstdDecompress({ chunkSize: FIRST_BYTES })
        : null;
    default:
      return null;
  }
}

/** The first bytes that come out of a decoder; null when it cannot make sense of them. */
function firstBlock(decoder: Duplex, bytes: Uint8Array): Promise<Uint8Array | null> {
  return new Promise((resolve) => {
    const end = (block: Uint8Array | null): void => {
      resolve(block);
      decoder.destroy();
    };
    decoder.once('data', end);
    // The body goes on after these bytes, so their end is an error; by then what they hold has come out.
    decoder.once('error', () => end(null));
    decoder.once('end', () => end(null));
    decoder.end(bytes);
  });
}

function looksOf(bytes: Uint8Array): BodyLooks {
  const start = Buffer.from(bytes.subarray(0, FIRST_BYTES))
    .toString('latin1')
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (/[\0-\x08\x0e-\x1a]/.test(start)) return 'binary';
  if (/^(?:<!--[^]*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype html|html|head|body|title|h1|center)\b/i.test(start))
    return 'html';
  return /^(?:[{[]|"[^"\n]*"$|(?:true|false|null|-?\d[\d.eE+-]*)$)/.test(start.trimEnd()) ? 'json' : 'text';
}
