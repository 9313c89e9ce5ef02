import { BlockList, isIP } from 'node:net';
import type { AddressSpace } from '../cors/localNetwork.ts';

const loopback = new BlockList();
loopback.addSubnet('127.0.0.0', 8, 'ipv4');
loopback.addAddress('::1', 'ipv6');

/** Not reachable from the internet. Source: https://wicg.github.io/local-network-access/#ip-address-space-heading. */
const local = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
] as const) {
  local.addSubnet(net, bits, 'ipv4');
}
local.addSubnet('fc00::', 7, 'ipv6');
local.addSubnet('fe80::', 10, 'ipv6');

/** Where an IP address is, with or without the brackets of a URL. IPv4 written as IPv6 counts as IPv4. Null for what is no address. */
export function addressSpaceOf(address: string): AddressSpace | null {
  const plain = address.replace(/^\[|\]$|%.*$/g, '');
  const version = isIP(plain);
  if (version === 0) return null;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  if (loopback.check(plain, family)) return 'loopback';
  return local.check(plain, family) ? 'local' : 'public';
}

/** True for a name that every browser takes for this machine without asking DNS, and for a loopback address. */
export function isThisMachine(hostname: string): boolean {
  return /(^|\.)localhost\.?$/i.test(hostname) || addressSpaceOf(hostname) === 'loopback';
}
