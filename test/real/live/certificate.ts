import { isIP } from 'node:net';
import { generate } from 'selfsigned';

/** A key and its certificate, as PEM. */
export interface Pair {
  readonly key: string;
  readonly cert: string;
}

export interface CertificateOptions {
  /** Names and addresses that it is for; 127.0.0.1 and localhost when left out. */
  readonly names?: readonly string[];
  readonly from?: Date;
  readonly until?: Date;
  /** The authority that signs it; itself when left out. */
  readonly authority?: Pair;
  /** It may sign others. */
  readonly isAuthority?: boolean;
  /** A key that nobody trusts any more. */
  readonly key?: 'rsa-1024';
  /** What is signed; sha256 when left out. */
  readonly digest?: 'sha1';
}

/** A fresh certificate. Making one takes a few milliseconds: the key is on an elliptic curve. */
export async function certificate({
  names = ['127.0.0.1', 'localhost'],
  from = new Date(Date.now() - 86_400_000),
  until = new Date(Date.now() + 86_400_000 * 30),
  authority,
  isAuthority = false,
  key,
  digest,
}: CertificateOptions = {}): Promise<Pair> {
  const made = await generate(
    [{ name: 'commonName', value: isAuthority ? 'Test Authority' : (names[0] ?? '') }],
    {
      ...(key === undefined ? { keyType: 'ec' } : { keyType: 'rsa', keySize: 1024 }),
      algorithm: digest ?? 'sha256',
      notBeforeDate: from,
      notAfterDate: until,
      ...(authority === undefined ? {} : { ca: authority }),
      extensions: [
        { name: 'basicConstraints', cA: isAuthority, critical: true },
        {
          name: 'subjectAltName',
          altNames: names.map((name) =>
            isIP(name) !== 0 ? { type: 7, ip: name } : { type: 2, value: name },
          ),
        },
      ],
    },
  );
  return { key: made.private, cert: made.cert };
}
