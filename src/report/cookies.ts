import { parseSetCookie, type Cookie } from 'set-cookie-parser';
import { lines } from '../cors/headerList.ts';
import { isPotentiallyTrustworthy } from '../cors/origin.ts';
import { engines, type Engine } from '../engines/types.ts';
import { registrableDomain } from '../policy/registrableDomain.ts';
import { fetchSite, type FetchSite } from '../probe/site.ts';
import type { ProbeResult } from '../probe/types.ts';
import { browserNames } from './browserNames.ts';
import type { CookieReport } from './types.ts';

/** The cookies that the answers set, and what browsers in their default settings do with them. A preflight's are ignored by all. */
export function cookiesOf({ request, sent }: ProbeResult): readonly CookieReport[] {
  return sent.flatMap(({ send, answer }, exchange) => {
    if (send.preflight) return [];
    const url = new URL(send.url);
    const site = fetchSite(request.origin, [send.url]);
    return lines(answer.response?.headers ?? [], 'set-cookie').flatMap((line) =>
      parseSetCookie([line], { decodeValues: false, silent: true }).map((cookie) => ({
        name: cookie.name,
        exchange,
        attributes: line
          .split(';')
          .slice(1)
          .map((part) => part.trim())
          .filter((part) => part !== ''),
        site,
        browsers: engines.map((engine) => ({
          engine,
          ...fateOf({ cookie, engine, url, site, sent: send.credentials, origin: request.origin }),
        })),
      })),
    );
  });
}

interface Setting {
  readonly cookie: Cookie;
  readonly engine: Engine;
  readonly url: URL;
  readonly site: FetchSite;
  /** The request carries cookies: only then are any stored. */
  readonly sent: boolean;
  readonly origin: string;
}

type Fate = Pick<CookieReport['browsers'][number], 'kept' | 'text'>;

/** In: a cookie of a page's request. Source: RFC 6265bis, and what the engines do by default with cookies of other sites. */
function fateOf(setting: Setting): Fate {
  const { cookie, engine, site, sent } = setting;
  const name = browserNames[engine];
  if (!sent) return no(`${name} ignores it: the page asks without credentials.`);
  const invalid = refusal(setting);
  if (invalid !== null) return no(`${name} refuses it: ${invalid}.`);
  if (isDeletion(cookie)) return no(`${name} deletes the cookie.`);
  if (site !== 'cross-site')
    return { kept: 'yes', text: `${name} keeps it and sends it again: page and server are of one site.` };
  return acrossSites(cookie, engine);
}

/** Why no request of any kind stores this cookie; null when it is well-formed for its URL. */
function refusal({ cookie, engine, url }: Setting): string | null {
  const { name, secure = false, path, domain, partitioned = false } = cookie;
  const mayBeSecure = url.protocol === 'https:' || (engine !== 'webkit' && isPotentiallyTrustworthy(url));
  if (secure && !mayBeSecure) return 'Secure needs https';
  if (/^__secure-/i.test(name) && !secure) return 'a name with __Secure- needs Secure';
  if (/^__host-/i.test(name) && (!secure || path !== '/' || domain !== undefined)) {
    return 'a name with __Host- needs Secure and Path=/, and no Domain';
  }
  if (domain !== undefined && !covers(domain, url.hostname))
    return `Domain=${domain} is not a domain of ${url.hostname}`;
  if (partitioned && !secure) return 'Partitioned needs Secure';
  if (sameSiteOf(cookie) === 'none' && !secure && engine !== 'webkit') return 'SameSite=None needs Secure';
  return null;
}

function covers(attribute: string, host: string): boolean {
  const domain = attribute.replace(/^\./, '').toLowerCase();
  if (domain === host) return true;
  return host.endsWith(`.${domain}`) && registrableDomain(domain) !== null;
}

function sameSiteOf({ sameSite }: Cookie): 'strict' | 'lax' | 'none' | null {
  const word = sameSite?.toLowerCase();
  return word === 'strict' || word === 'lax' || word === 'none' ? word : null;
}

/** The two ways in which servers take a cookie back. */
function isDeletion({ maxAge, expires }: Cookie): boolean {
  return (maxAge !== undefined && maxAge <= 0) || (maxAge === undefined && expires?.getTime() === 0);
}

function acrossSites(cookie: Cookie, engine: Engine): Fate {
  const name = browserNames[engine];
  const sameSite = sameSiteOf(cookie);
  if (sameSite === 'lax' || sameSite === 'strict') {
    return no(
      `${name} does not keep it: SameSite=${cookie.sameSite ?? ''} shuts requests from other sites out. It takes SameSite=None; Secure.`,
    );
  }
  switch (engine) {
    case 'chromium':
      if (sameSite === null) {
        return no(
          `${name} does not keep it: without SameSite it counts as Lax. It takes SameSite=None; Secure.`,
        );
      }
      return cookie.partitioned === true
        ? { kept: 'partitioned', text: `${name} keeps it for pages of this site only (Partitioned).` }
        : {
            kept: 'yes',
            text: `${name} keeps it and sends it again, unless the user blocks third-party cookies.`,
          };
    case 'firefox':
      return {
        kept: 'partitioned',
        text: `${name} keeps it for pages of this site only (Total Cookie Protection).`,
      };
    case 'webkit':
      return no(`${name} blocks cookies of other sites: serve page and API from one site.`);
  }
}

function no(text: string): Fate {
  return { kept: 'no', text };
}
