import { getDomain } from 'tldts';

/** The registrable domain of a host, such as example.co.uk or alice.github.io; null for IP addresses, localhost and suffixes. */
export function registrableDomain(hostname: string): string | null {
  return getDomain(hostname, { allowPrivateDomains: true });
}
