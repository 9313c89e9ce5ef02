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
}

/** A fresh certificate. Making one takes a few milliseconds: the key is on an elliptic curve. */
export async function certificate({
  names = ['127.0.0.1', 'localhost'],
  from = new Date(Date.now() - 86_400_000),
  until = new Date(Date.now() + 86_400_000 * 30),
  authority,
  isAuthority = false,
}: CertificateOptions = {}): Promise<Pair> {
  const made = await generate(
    [{ name: 'commonName', value: isAuthority ? 'Test Authority' : (names[0] ?? '') }],
    {
      keyType: 'ec',
      algorithm: 'sha256',
      notBeforeDate: from,
      notAfterDate: until,
      ...(authority === undefined ? {} : { ca: authority }),
      extensions: [
        { name: 'basicConstraints', cA: isAuthority, critical: true },
        {
          name: 'subjectAltName',
          altNames: names.map((name) =>
            /^[\d.]+$|:/.test(name) ? { type: 7, ip: name } : { type: 2, value: name },
          ),
        },
      ],
    },
  );
  return { key: made.private, cert: made.cert };
}
