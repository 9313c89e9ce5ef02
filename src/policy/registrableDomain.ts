import { getDomain, parse } from 'tldts';

/** The registrable domain of a host, such as example.co.uk or alice.github.io; null for IP addresses, localhost and suffixes. */
export function registrableDomain(hostname: string): string | null {
  return getDomain(hostname, { allowPrivateDomains: true });
}

/** The suffix below which a host's provider gives names to everybody, such as vercel.app; null for a host that is not at such a provider. */
export function sharedSuffix(hostname: string): string | null {
  const { isPrivate, publicSuffix } = parse(hostname, { allowPrivateDomains: true });
  return isPrivate === true ? publicSuffix : null;
}
