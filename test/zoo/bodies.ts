import { neverEnds, type Animal } from './animal.ts';
import { noBody, ok } from './bytes.ts';
import { floods, saysAndEnds, tcp } from './keepers.ts';

const readable = { result: 'readable' } as const;
const chunked = `${ok}Transfer-Encoding: chunked\r\n\r\n`;
const ends = (bytes: string): Animal['keep'] => tcp(saysAndEnds(bytes));

export const bodies: readonly Animal[] = [
  {
    name: 'never ends the size of a chunk',
    chromium: neverEnds,
    keep: tcp(floods(chunked, '0'.repeat(4096))),
    ...readable,
  },
  {
    name: 'never ends the body',
    chromium: neverEnds,
    keep: tcp(floods(`${ok}\r\n`, 'x'.repeat(65_536))),
    ...readable,
  },
  {
    name: 'never ends its chunks',
    chromium: neverEnds,
    keep: tcp(floods(chunked, `10000\r\n${'x'.repeat(65_536)}\r\n`)),
    ...readable,
  },
  {
    name: 'never ends the extension of a chunk',
    chromium: neverEnds,
    keep: tcp(floods(`${chunked}1;a=`, 'x'.repeat(65_536))),
    ...readable,
  },
  {
    name: 'never ends its trailers',
    chromium: neverEnds,
    keep: tcp(floods(`${chunked}0\r\n`, `X-More: ${'x'.repeat(4096)}\r\n`)),
    ...readable,
  },
  {
    name: 'sends less than Content-Length',
    keep: ends(`${ok}Content-Length: 100\r\n\r\nshort`),
    ...readable,
  },
  { name: 'sends more than Content-Length', keep: ends(`${ok}Content-Length: 1\r\n\r\nlonger`), ...readable },
  { name: 'sends garbage for chunks', keep: ends(`${chunked}zz\r\n`), ...readable },
  { name: 'sends a chunk beyond all numbers', keep: ends(`${chunked}ffffffffffffffffff\r\na`), ...readable },
  { name: 'sends a chunk below zero', keep: ends(`${chunked}-1\r\na\r\n0\r\n\r\n`), ...readable },
  { name: 'sends chunks without line ends', keep: ends(`${chunked}1\r\nabc0\r\n\r\n`), ...readable },
  {
    name: 'allows the page in its trailers',
    keep: ends(`${chunked.replace(/Access[^\n]*\n/, '')}0\r\nAccess-Control-Allow-Origin: *\r\n\r\n`),
    result: 'blocked',
  },
  {
    name: 'sends 5 MB',
    keep: ends(`${ok}Content-Length: 5000000\r\n\r\n${'x'.repeat(5_000_000)}`),
    ...readable,
  },
  { name: 'sends a second answer for a body', keep: ends(`${ok}\r\n${ok}${noBody}`), ...readable },
];
