import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { environmentSettings, type TransportSettings } from '../probe/transportSettings.ts';
import { UsageError, type Io } from './io.ts';

/** The options of every command that sends requests. */
export const networkOptions = {
  proxy: { type: 'string' },
  insecure: { type: 'boolean', short: 'k', default: false },
  ca: { type: 'string', multiple: true, default: [] as string[] },
} as const;

interface NetworkValues {
  readonly proxy?: string | undefined;
  readonly insecure: boolean;
  readonly ca: readonly string[];
}

/**
 * How to get to servers: as the options say, and where they are silent the environment. A proxy that is named on the command line is
 * used for every host, this machine's own too.
 * @throws UsageError for a proxy that is no address, and for a file that holds no certificate
 */
export async function networkSettings(
  { proxy, insecure, ca }: NetworkValues,
  { env, cwd }: Pick<Io, 'env' | 'cwd'>,
): Promise<TransportSettings> {
  const settings = environmentSettings(env);
  const named =
    proxy === undefined
      ? {}
      : { proxy: { http: proxyUrl(proxy), https: proxyUrl(proxy) }, noProxy: ['<-loopback>'] };
  const certificates = await Promise.all(ca.map((file) => certificatesIn(file, cwd)));
  return { ...settings, ...named, strictTls: !insecure, ca: certificates.flat() };
}

function proxyUrl(proxy: string): string {
  const url = proxy.includes('://') ? proxy : `http://${proxy}`;
  if (!URL.canParse(url)) {
    throw new UsageError(`--proxy is an address such as http://proxy.example:3128, not “${proxy}”.`);
  }
  return url;
}

async function certificatesIn(file: string, cwd: string): Promise<readonly string[]> {
  const pem = await readFile(path.resolve(cwd, file), 'utf8').catch(() => {
    throw new UsageError(`--ca names ${file}, which cannot be read: name a file of certificates (PEM).`);
  });
  const certificates = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g) ?? [];
  if (certificates.length === 0 || !certificates.every(isCertificate)) {
    throw new UsageError(`--ca names ${file}, which holds no certificate (PEM).`);
  }
  return certificates;
}

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).ca;
  } catch {
    return false;
  }
}
