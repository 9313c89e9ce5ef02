import type { Failure } from '../probe/types.ts';

/** Why a proxy did not let a request through to `url`, and what to do. */
export function proxySentence({ code, proxy }: Pick<Failure, 'code' | 'proxy'>, { host }: URL): string {
  const name = proxy === undefined ? 'The proxy' : `The proxy ${proxy}`;
  const around = `or except ${host} from the proxy`;
  switch (code) {
    case '407':
      return `${name} wants a user name and a password (407), and nothing reached ${host}: put them into the proxy's address (http://user:password@…), ${around}.`;
    case '401':
    case '403':
      return `${name} refuses to connect to ${host} (${code}): ask those who run it, ${around}.`;
    case 'UNREADABLE_PROXY':
      return 'What is set as proxy is not an address: write it as http://proxy.example:3128.';
    case 'UNSUPPORTED_PROXY':
      return `${name} is not an HTTP proxy: set one whose address starts with http:// or https://, ${around}.`;
    default:
      return /^\d{3}$/.test(code ?? '')
        ? `${name} did not get through to ${host} (${code}): check that the server runs, ${around}.`
        : `${name} cannot be used (${code ?? 'no reason given'}), and nothing reached ${host}: check the proxy's address, ${around}.`;
  }
}
