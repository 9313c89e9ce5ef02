import { certificate, type CertificateOptions } from '../real/live/certificate.ts';
import type { Animal, Habitat, Keeper } from './animal.ts';
import { noBody, ok, withLines } from './bytes.ts';
import { says, saysAndEnds, saysAndResets, secure, serveTls, tcp } from './keepers.ts';
import { payloads } from './markup.ts';

const DAY_MS = 86_400_000;
const days = (count: number): Date => new Date(Date.now() + count * DAY_MS);
const tls = { result: 'not-cors', kind: 'tls' } as const;
const noHandshake = { result: 'not-cors', says: /does not answer in TLS/ } as const;

/** An honest server with this certificate. */
function shows(options: (habitat: Habitat) => CertificateOptions, ciphers?: string): Keeper {
  return async (habitat) =>
    serveTls(
      { ...(await certificate(options(habitat))), ...(ciphers === undefined ? {} : { ciphers }) },
      (socket) => says(withLines())(socket, ''),
    );
}

const honest = secure((socket) => says(withLines())(socket, ''));

/** The same with https in its URL, where the server speaks something else. */
function asHttps(keep: Keeper): Keeper {
  return async (habitat) => {
    const home = await keep(habitat);
    return { ...home, url: home.url.replace('http:', 'https:') };
  };
}

export const certificates: readonly Animal[] = [
  { name: 'has a certificate that is right', keep: honest, result: 'readable' },
  { name: 'signs its certificate itself', keep: shows(() => ({})), ...tls, says: /is self-signed/ },
  {
    name: 'has a certificate that is over',
    keep: shows(({ authority }) => ({ authority, from: days(-20), until: days(-10) })),
    ...tls,
    says: /expired on \d{4}-\d\d-\d\d/,
  },
  {
    name: 'has a certificate of tomorrow',
    keep: shows(({ authority }) => ({ authority, from: days(5) })),
    ...tls,
    says: /is not valid yet \(from \d{4}-\d\d-\d\d on\)/,
  },
  {
    name: 'has a certificate for another name',
    keep: shows(({ authority }) => ({ authority, names: ['other.test'] })),
    ...tls,
    says: /is for other\.test, not for 127\.0\.0\.1/,
  },
  {
    name: 'has a certificate for a thousand other names',
    keep: shows(({ authority }) => ({
      authority,
      names: Array.from({ length: 1000 }, (_, i) => `other${i}.test`),
    })),
    ...tls,
    says: /is for other0\.test, other1\.test …, not for 127\.0\.0\.1/,
  },
  {
    name: 'has a certificate with markup for names',
    keep: shows(({ authority }) => ({ authority, names: [...payloads] })),
    ...tls,
    says: /not for 127\.0\.0\.1/,
  },
  {
    name: 'has a certificate from an authority that nobody knows',
    keep: shows(() => ({ isAuthority: true })),
    ...tls,
  },
  {
    name: 'has a certificate with a short key',
    keep: shows(() => ({ key: 'rsa-1024' }), 'DEFAULT@SECLEVEL=0'),
    ...tls,
    says: /short key/,
  },
  {
    name: 'has a certificate that is signed over SHA-1',
    keep: shows(({ authority }) => ({ authority, digest: 'sha1' }), 'DEFAULT@SECLEVEL=0'),
    ...tls,
    says: /SHA-1/,
  },
  {
    name: 'speaks only TLS 1.1',
    keep: secure(() => undefined, {
      minVersion: 'TLSv1',
      maxVersion: 'TLSv1.1',
      ciphers: 'DEFAULT@SECLEVEL=0',
    }),
    ...tls,
    says: /switch on TLS 1\.2 or 1\.3/,
  },
  {
    name: 'knows no cipher that anybody else knows',
    keep: secure(() => undefined, { maxVersion: 'TLSv1.2', ciphers: 'ECDHE-ECDSA-AES256-CCM8@SECLEVEL=0' }),
    ...tls,
  },
  {
    name: 'wants a certificate from whoever asks',
    keep: secure((socket) => says(withLines())(socket, ''), { requestCert: true, rejectUnauthorized: true }),
    ...tls,
    says: /wants a client certificate/,
  },
  {
    name: 'says nothing in the TLS handshake',
    keep: asHttps(tcp(() => undefined)),
    kind: 'timeout',
    waits: true,
    ...noHandshake,
  },
  { name: 'closes in the TLS handshake', keep: asHttps(tcp(saysAndEnds(''))), ...noHandshake },
  { name: 'breaks off in the TLS handshake', keep: asHttps(tcp(saysAndResets(''))), ...noHandshake },
  {
    name: 'closes inside of its first TLS record',
    keep: asHttps(tcp(saysAndEnds(Buffer.from('160303007a0200', 'hex')))),
    ...noHandshake,
  },
  {
    name: 'stops inside of its first TLS record',
    keep: asHttps(tcp(says(Buffer.from('160303007a0200', 'hex')))),
    kind: 'timeout',
    waits: true,
    ...noHandshake,
  },
  {
    name: 'refuses the TLS handshake',
    keep: asHttps(tcp(saysAndEnds(Buffer.from('15030300020228', 'hex')))),
    ...tls,
  },
  { name: 'answers TLS with garbage', keep: asHttps(tcp(saysAndEnds(Buffer.alloc(4096, 0xa5)))), ...tls },
  {
    name: 'speaks http where https is asked',
    keep: asHttps(tcp(saysAndEnds(`${ok}${noBody}`))),
    ...tls,
    says: /speaks plain http/,
  },
  {
    name: 'speaks https where http is asked',
    keep: async (habitat) => {
      const home = await honest(habitat);
      return { ...home, url: home.url.replace('https:', 'http:') };
    },
    result: 'not-cors',
    kind: 'closed',
  },
  {
    name: 'answers http with a TLS alert',
    keep: tcp(saysAndEnds(Buffer.from('15030100020246', 'hex'))),
    result: 'not-cors',
    kind: 'http-parse',
    says: /speaks https: use https:\/\//,
  },
  {
    name: 'closes after the TLS handshake',
    keep: secure((socket) => socket.end()),
    result: 'not-cors',
  },
  {
    name: 'breaks off after the TLS handshake',
    keep: secure((socket, wire) => socket.once('data', () => wire.resetAndDestroy())),
    result: 'not-cors',
  },
  {
    name: 'ends TLS inside of its headers and leaves the connection open',
    keep: secure((socket) => socket.once('data', () => socket.end(ok))),
    result: 'not-cors',
    kind: 'closed',
  },
];
