import { addressSpaceOf, isThisMachine } from '../probe/addressSpace.ts';
import type { ProbeResult } from '../probe/types.ts';
import { registrableDomain } from '../policy/registrableDomain.ts';

/** Sentences about the way that the requests took, where a browser's may be another. */
export function routeNotes(result: ProbeResult): readonly string[] {
  return [...certificateNotes(result), ...localNetworkNotes(result), ...proxyNotes(result)];
}

/** The test was told not to mind the certificate. */
function certificateNotes({ sent }: ProbeResult): string[] {
  const untrusted = new Map(
    sent.flatMap(({ send, answer }) =>
      answer.untrusted === null ? [] : [[new URL(send.url).host, answer.untrusted] as const],
    ),
  );
  return [...untrusted].map(
    ([host, code]) =>
      `Browsers refuse the certificate of ${host} (${code}): this test went on because certificate checks are off.`,
  );
}

function proxyNotes({ sent }: ProbeResult): string[] {
  const proxies = new Set(sent.flatMap(({ answer }) => (answer.proxy === null ? [] : [answer.proxy])));
  return [...proxies].map((proxy) => `The requests went through the proxy ${proxy}; a browser's may not.`);
}

/** What Chromium calls local network access. Where the page is, is a guess by the name of its host, so this is no verdict. */
function localNetworkNotes({ request, sent }: ProbeResult): string[] {
  if (!URL.canParse(request.origin)) return [];
  const page = new URL(request.origin);
  if (!isOnTheInternet(page.hostname)) return [];
  const target = sent.find(({ answer }) => answer.proxy === null && spaceOf(answer.remote) !== 'public');
  const space = spaceOf(target?.answer.remote ?? null);
  if (space === 'public' || target === undefined) return [];
  const host = new URL(target.send.url).host;
  const where = space === 'loopback' ? 'on this machine' : 'in the local network';
  return page.protocol === 'https:'
    ? [
        `${host} is ${where}: Chromium asks people for permission before a page on the internet may call it (local network access).`,
      ]
    : [
        `${host} is ${where}: Chromium lets a page on the internet call it only over https, and after asking people (local network access).`,
      ];
}

function isOnTheInternet(hostname: string): boolean {
  if (isThisMachine(hostname)) return false;
  const space = addressSpaceOf(hostname);
  if (space !== null) return space === 'public';
  return (
    registrableDomain(hostname) !== null && !/\.(?:local|internal|lan|home|test|invalid)$/i.test(hostname)
  );
}

/** `127.0.0.1:80` or `[::1]:80`; public where nothing was connected to. */
function spaceOf(remote: string | null): 'public' | 'local' | 'loopback' {
  return addressSpaceOf(remote?.replace(/:\d+$/, '') ?? '') ?? 'public';
}
