import { environmentSettings, noProxyList, type TransportSettings } from '../probe/transportSettings.ts';

/**
 * How the live test gets to servers: as VS Code's own `http.*` settings say, and where they are silent the environment. `get` takes a
 * key without the prefix. Never throws, for any stored value.
 */
export function networkSettings(
  get: (key: string) => unknown,
  env: Readonly<Record<string, string | undefined>>,
): TransportSettings {
  const fromEnvironment = environmentSettings(env);
  const own = text(get('proxy'));
  const exceptions = list(get('noProxy'));
  const proxy = own === null ? fromEnvironment.proxy : { http: own, https: own };
  return {
    proxy: get('proxySupport') === 'off' ? { http: null, https: null } : proxy,
    noProxy: exceptions.length > 0 ? exceptions : fromEnvironment.noProxy,
    proxyAuthorization: text(get('proxyAuthorization')),
    strictTls: get('proxyStrictSSL') !== false,
    systemCertificates: get('systemCertificates') !== false,
    ca: [],
  };
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

function list(value: unknown): readonly string[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => (typeof entry === 'string' ? noProxyList(entry) : []));
}
