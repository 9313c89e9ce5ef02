import type { Transport } from '../probe/types.ts';

/** Reads VS Code's setting `http.<key>`: proxy and certificates. */
export type HttpSettings = (key: string) => unknown;

/** A transport that goes out as VS Code's settings and the environment say. The caller closes it. */
export async function openTestTransport(http: HttpSettings): Promise<Transport> {
  const [{ openTransport }, { networkSettings }] = await Promise.all([
    import('../probe/transport.ts'),
    import('./networkSettings.ts'),
  ]);
  return openTransport(networkSettings(http, process.env));
}
