import type { CorsRequest, Reason } from './types.ts';

/** Where an IP address is, as local network access counts: on the internet, in a private network, or on this machine. */
export type AddressSpace = 'public' | 'local' | 'loopback';

/** What decides whether a page may reach into the local network. */
export interface Client {
  /** Where the page came from. */
  readonly addressSpace: AddressSpace;
  /** The page is on https, or on this machine. */
  readonly secureContext: boolean;
  /** What the user said when asked; denied where nobody was asked. */
  readonly permission: 'granted' | 'denied';
}

/** Why a request, or the preflight for it, may not be sent to an address in `space`; null when it may, or when too little is known. */
export type LocalNetworkCheck = (
  request: CorsRequest,
  space: AddressSpace,
  preflight: boolean,
) => Reason | null;

/** Only pages on the internet are kept out: of private networks and of this machine. */
export function isKeptOut(client: Client, space: AddressSpace): boolean {
  return client.addressSpace === 'public' && space !== 'public';
}
