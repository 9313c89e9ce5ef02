import type { Animal } from './animal.ts';
import { bodies } from './bodies.ts';
import { certificates } from './certificates.ts';
import { closing } from './closing.ts';
import { encodings } from './encodings.ts';
import { headers } from './headers.ts';
import { http2 } from './http2.ts';
import { markup } from './markup.ts';
import { network } from './network.ts';
import { redirects } from './redirects.ts';
import { slow } from './slow.ts';
import { statuses } from './statuses.ts';

/** Every server that misbehaves. */
export const animals: readonly Animal[] = [
  ...slow,
  ...closing,
  ...statuses,
  ...headers,
  ...bodies,
  ...encodings,
  ...http2,
  ...redirects,
  ...certificates,
  ...network,
  ...markup,
];
