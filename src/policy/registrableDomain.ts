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

/** True for a name on the public network, by the suffixes of the Public Suffix List: not for localhost, addresses, `printer.local`. */
export function isPublicName(host: string): boolean {
  return registrableDomain(host) !== null && parse(host).isIcann === true;
}

/** True when everybody can get a name below `host`: `com`, `vercel.app`. */
export function isPublicSuffix(host: string): boolean {
  return (
    registrableDomain(host) === null && registrableDomain(`a.${host}`) === `a.${host}` && host !== 'localhost'
  );
}

/** True where a domain can be had: below a suffix of the Public Suffix List. .test and .example stand for such suffixes in documents. */
export function hasRealSuffix(host: string): boolean {
  const { isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  return isIcann === true || isPrivate === true || /\.(test|example)$/.test(host);
}
