import type { AddressSpace, Client } from '../../src/cors/localNetwork.ts';
import type { CorsRequest, HeaderList } from '../../src/cors/types.ts';
import type { Setting } from './browsers/types.ts';
import type { Case, Origins } from './case.ts';
import type { Kept } from './kept.ts';
import { Oracle } from './oracle.ts';

/** Where page and servers are made to be, and what the user allows. Other than the page, `{B}` is always on the internet. */
export interface Situation {
  readonly name: string;
  readonly page: AddressSpace;
  /** Of `{C}`. */
  readonly target: AddressSpace;
  readonly secureContext: boolean;
  readonly permission: Client['permission'];
}

const denied = { secureContext: true, permission: 'denied' } as const;

export const situations: readonly Situation[] = [
  { name: 'public to loopback, denied', page: 'public', target: 'loopback', ...denied },
  { name: 'public to local, denied', page: 'public', target: 'local', ...denied },
  {
    name: 'public to loopback, granted',
    page: 'public',
    target: 'loopback',
    secureContext: true,
    permission: 'granted',
  },
  {
    name: 'insecure public to loopback',
    page: 'public',
    target: 'loopback',
    secureContext: false,
    permission: 'denied',
  },
  { name: 'local to loopback', page: 'local', target: 'loopback', ...denied },
];

/** A host that is no loopback host: its http pages are no secure contexts. */
const INSECURE_HOST = 'page.test';

function pageHostOf({ secureContext }: Situation): string | null {
  return secureContext ? null : INSECURE_HOST;
}

/** What makes Chromium believe it. */
function chromiumSetting({ page, target, permission }: Situation, { A, B, C }: Origins): Setting {
  const host = (origin: string): string => new URL(origin).host;
  const spaces = [`${host(A)}=${page}`, `${host(B)}=public`, `${host(C)}=${target}`];
  return {
    switches: [
      `--ip-address-space-overrides=${spaces.join(',')}`,
      `--host-resolver-rules=MAP ${INSECURE_HOST} 127.0.0.1`,
    ],
    permissions: permission === 'granted' ? ['local-network-access'] : [],
  };
}

/** What makes Firefox believe it. */
function firefoxSetting({ page, target, permission }: Situation, { A, B, C }: Origins): Setting {
  const spaces: [AddressSpace, string][] = [
    [page, A],
    ['public', B],
    [target, C],
  ];
  const hosts = (space: AddressSpace): string =>
    spaces.flatMap(([at, origin]) => (at === space ? [new URL(origin).host] : [])).join(',');
  const answer = permission === 'granted' ? 1 : 2;
  return {
    preferences: {
      'network.lna.address_space.public.override': hosts('public'),
      'network.lna.address_space.private.override': hosts('local'),
      'network.lna.address_space.local.override': hosts('loopback'),
      'network.dns.localDomains': INSECURE_HOST,
      'permissions.default.loopback-network': answer,
      'permissions.default.local-network': answer,
    },
  };
}

const settings = { chromium: chromiumSetting, firefox: firefoxSetting };

/** The engines that know local network access. */
export const settingEngines = ['chromium', 'firefox'] as const;

/** A browser in that situation, not started yet. */
export function oracleIn(engine: keyof typeof settings, situation: Situation): Oracle {
  return new Oracle(engine, (origins) => settings[engine](situation, origins), pageHostOf(situation));
}

const any: HeaderList = [['Access-Control-Allow-Origin', '*']];
const put: HeaderList = [...any, ['Access-Control-Allow-Methods', 'PUT']];

/** The kept cases of a situation, without what browsers did. */
export function casesOf(situation: Situation): Kept[] {
  const { page, target, secureContext, permission, name } = situation;
  const at = (url: string): AddressSpace =>
    url.startsWith('{A}') ? page : url.startsWith('{C}') ? target : 'public';
  const make = (
    what: string,
    url: string,
    changes: Partial<CorsRequest>,
    ...answers: [preflight: boolean, status: number, headers: HeaderList, url?: string][]
  ): Kept => {
    const item: Case = {
      request: {
        url,
        origin: '{A}',
        method: 'GET',
        headers: [],
        credentials: 'omit',
        mode: 'cors',
        redirect: 'follow',
        body: false,
        initiator: 'fetch',
        client: { addressSpace: page, secureContext, permission },
        ...changes,
      },
      answers: answers.map(([preflight, status, headers, from = url]) => ({
        url: from,
        preflight,
        status,
        headers,
        addressSpace: at(from),
      })),
    };
    return { name: `${name}: ${what}`, case: item, browsers: {} };
  };
  const to = '{C}/{id}/r0';
  const via = '{B}/{id}/r0';
  const end = '{C}/{id}/r1';
  const there: HeaderList = [...any, ['Location', end]];
  return [
    make('simple', to, {}, [false, 200, any]),
    make('not allowed by CORS', to, {}, [false, 200, []]),
    make('XMLHttpRequest', to, { initiator: 'xmlhttprequest' }, [false, 200, any]),
    make('no-cors', to, { mode: 'no-cors' }, [false, 200, []]),
    make('preflighted', to, { method: 'PUT' }, [true, 200, put], [false, 200, any]),
    make('redirected', via, {}, [false, 302, there], [false, 200, any, end]),
    make('redirect not allowed by CORS', via, {}, [false, 302, [['Location', end]]], [false, 200, any, end]),
    make('no-cors redirected', via, { mode: 'no-cors' }, [false, 302, there], [false, 200, any, end]),
    make('from home', '{A}/{id}/r0', {}, [false, 302, there, '{A}/{id}/r0'], [false, 200, any, end]),
    make(
      'preflighted after a redirect',
      via,
      { method: 'PUT' },
      [true, 200, put],
      [false, 307, there],
      [true, 200, put, end],
      [false, 200, any, end],
    ),
    make('on the internet', via, {}, [false, 200, any]),
    make('target local', to, { targetAddressSpace: 'local' }, [false, 200, any]),
    make('target private', to, { targetAddressSpace: 'private' }, [false, 200, any]),
    make('target loopback', to, { targetAddressSpace: 'loopback' }, [false, 200, any]),
    make('target public', to, { targetAddressSpace: 'public' }, [false, 200, []]),
    make(
      'target preflighted',
      to,
      { method: 'PUT', targetAddressSpace: 'public' },
      [true, 200, put],
      [false, 200, any],
    ),
    make(
      'target redirected',
      via,
      { targetAddressSpace: 'public' },
      [false, 302, there],
      [false, 200, any, end],
    ),
    make(
      'target loopback redirected',
      via,
      { targetAddressSpace: 'loopback' },
      [false, 302, there],
      [false, 200, any, end],
    ),
  ];
}
