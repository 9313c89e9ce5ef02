import { brotliCompressSync, deflateRawSync, gzipSync } from 'node:zlib';
import type { Animal } from './animal.ts';
import { withBody } from './bytes.ts';
import { saysAndEnds, tcp } from './keepers.ts';

const readable = { result: 'readable' } as const;
const zeros = Buffer.alloc(20_000_000);
const garbage = Buffer.from('<html>this is nothing that was ever compressed</html>');
const encoded = (encoding: string, body: Buffer): Animal['keep'] =>
  tcp((socket, origin) => saysAndEnds(withBody(body, `Content-Encoding: ${encoding}`))(socket, origin));

export const encodings: readonly Animal[] = [
  { name: 'sends a gzip bomb', keep: encoded('gzip', gzipSync(zeros)), ...readable },
  {
    name: 'sends a gzip bomb in a gzip bomb',
    keep: encoded('gzip, gzip', gzipSync(gzipSync(zeros))),
    ...readable,
  },
  { name: 'sends a Brotli bomb', keep: encoded('br', brotliCompressSync(zeros)), ...readable },
  { name: 'says gzip and sends text', keep: encoded('gzip', garbage), ...readable },
  { name: 'says br and sends text', keep: encoded('br', garbage), ...readable },
  { name: 'says zstd and sends text', keep: encoded('zstd', garbage), ...readable },
  { name: 'says deflate and sends it raw', keep: encoded('deflate', deflateRawSync(garbage)), ...readable },
  { name: 'cuts its gzip off', keep: encoded('gzip', gzipSync(garbage).subarray(0, 12)), ...readable },
  { name: 'says an encoding that nobody knows', keep: encoded('own', garbage), ...readable },
  {
    name: 'says a hundred encodings',
    chromium: { fares: 'not-asked', because: 'Chromium ends all its connections over it' },
    keep: encoded(Array.from({ length: 100 }, () => 'gzip').join(', '), gzipSync(garbage)),
    ...readable,
  },
];
