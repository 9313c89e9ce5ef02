import { BlockList, isIP } from 'node:net';
import { isThisMachine } from './addressSpace.ts';
import type { TransportSettings } from './transportSettings.ts';

/** A proxy that a request goes through. */
export interface Proxy {
  /** `http:` or `https:`: how the proxy itself is spoken to; anything else is not supported. */
  readonly protocol: string;
  readonly hostname: string;
  readonly port: number;
  /** The value of Proxy-Authorization; null for none. */
  readonly authorization: string | null;
}

/**
 * The proxy for a URL; null to go straight. `unreadable` when what is set as proxy is no URL. Names of this machine are never proxied
 * unless the exceptions hold `<-loopback>`, as in Chromium.
 */
export function proxyFor(
  url: URL,
  { proxy, noProxy, proxyAuthorization }: TransportSettings,
): Proxy | 'unreadable' | null {
  const set = url.protocol === 'https:' ? proxy.https : proxy.http;
  if (set === null || set === '' || isExcepted(url, noProxy)) return null;
  const address = /^[a-z][a-z0-9+.-]*:\/\//i.test(set) ? set : `http://${set}`;
  if (!URL.canParse(address)) return 'unreadable';
  const { protocol, hostname, port, username, password } = new URL(address);
  return {
    protocol,
    hostname: bare(hostname),
    port: Number(port || (protocol === 'https:' ? 443 : 80)),
    authorization: proxyAuthorization ?? basic(username, password),
  };
}

/** `host:port`, as people write it. */
export function proxyName({ hostname, port }: Proxy): string {
  return hostname.includes(':') ? `[${hostname}]:${port}` : `${hostname}:${port}`;
}

function basic(username: string, password: string): string | null {
  if (username === '' && password === '') return null;
  const pair = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`;
  return `Basic ${Buffer.from(pair).toString('base64')}`;
}

function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '');
}

function isExcepted({ hostname, port, protocol }: URL, noProxy: readonly string[]): boolean {
  const host = bare(hostname).replace(/\.$/, '');
  if (isThisMachine(host) && !noProxy.includes('<-loopback>')) return true;
  const actualPort = port || (protocol === 'https:' ? '443' : '80');
  return noProxy.some((entry) => covers(entry, host, actualPort));
}

/** `*`, a name with everything below it, `.name`, `*.name`, an address, a subnet, each with or without a port. */
function covers(entry: string, host: string, port: string): boolean {
  if (entry === '*') return true;
  const [, name = entry, onlyPort = null] = /^(.*[^:]|\[.*\]):(\d+)$/.exec(entry) ?? [];
  if (isIP(bare(entry)) === 0 && onlyPort !== null && onlyPort !== port) return false;
  const wanted = bare(isIP(bare(entry)) === 0 ? name : entry).toLowerCase();
  if (wanted.includes('/')) return isInSubnet(host, wanted);
  const domain = wanted.replace(/^\*?\./, '');
  return domain !== '' && (host === domain || (isIP(host) === 0 && host.endsWith(`.${domain}`)));
}

function isInSubnet(host: string, subnet: string): boolean {
  const version = isIP(host);
  const [net = '', bits = ''] = subnet.split('/');
  const most = version === 4 ? 32 : 128;
  if (version === 0 || isIP(net) !== version || !/^\d+$/.test(bits) || Number(bits) > most) return false;
  const family = version === 4 ? 'ipv4' : 'ipv6';
  const list = new BlockList();
  list.addSubnet(net, Number(bits), family);
  return list.check(host, family);
}
