/** How a transport gets to a server, as plain data. */
export interface TransportSettings {
  /** URL of the proxy for http and for https URLs, `http://proxy:3128` or `proxy:3128`; null for none. */
  readonly proxy: { readonly http: string | null; readonly https: string | null };
  /** Hosts that are asked without a proxy, as in NO_PROXY; `<-loopback>` sends this machine's own names to the proxy too. */
  readonly noProxy: readonly string[];
  /** The value of Proxy-Authorization; null to take user and password from the proxy's URL. */
  readonly proxyAuthorization: string | null;
  /** False to go on when a certificate is not trusted. */
  readonly strictTls: boolean;
  /** Trust the machine's certificate authorities beside Node's own. */
  readonly systemCertificates: boolean;
  /** Certificates (PEM) of more authorities. */
  readonly ca: readonly string[];
}

/** Straight to the server, trusting what the machine trusts. */
export const direct: TransportSettings = {
  proxy: { http: null, https: null },
  noProxy: [],
  proxyAuthorization: null,
  strictTls: true,
  systemCertificates: true,
  ca: [],
};

type Environment = Readonly<Record<string, string | undefined>>;

/** The proxies that the usual environment variables name; like curl, those in lower case win. NODE_EXTRA_CA_CERTS is Node's own business. */
export function environmentSettings(env: Environment): TransportSettings {
  const read = (name: string): string | null => env[name.toLowerCase()] || env[name] || null;
  const all = read('ALL_PROXY');
  return {
    ...direct,
    proxy: { http: read('HTTP_PROXY') ?? all, https: read('HTTPS_PROXY') ?? all },
    noProxy: noProxyList(read('NO_PROXY') ?? ''),
  };
}

/** The entries of a NO_PROXY: separated by commas or spaces. */
export function noProxyList(value: string): readonly string[] {
  return value.split(/[\s,]+/).filter((entry) => entry !== '');
}
