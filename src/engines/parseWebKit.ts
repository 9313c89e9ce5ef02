import { complete, type ConsoleMessage, type Found, type MessagePattern } from './parseTypes.ts';

/** The first of WebKit's two lines: the reason, without a URL. */
const reasons: readonly MessagePattern[] = [
  {
    pattern: /Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true\./g,
    read: () => ({ cause: 'wildcard-with-credentials', value: '*' }),
  },
  {
    pattern: /Access-Control-Allow-Origin cannot contain more than one origin\./g,
    read: () => ({ cause: 'multiple-allow-origin' }),
  },
  {
    pattern: /Origin (\S+) is not allowed by Access-Control-Allow-Origin\.(?: Status code: (\d+))?/g,
    read: ([, pageOrigin = '', status]) => ({
      cause: 'origin-not-allowed',
      pageOrigin,
      status: status === undefined ? null : Number(status),
    }),
  },
  {
    pattern: /Credentials flag is true, but Access-Control-Allow-Credentials is not "true"\./g,
    read: () => ({ cause: 'allow-credentials-not-true' }),
  },
  {
    pattern: /Preflight response is not successful\.?(?: Status code: (\d+))?/g,
    read: ([, status]) => ({
      cause: 'preflight-status',
      preflight: true,
      status: status === undefined ? null : Number(status),
    }),
  },
  {
    pattern: /Header Access-Control-Allow-Methods has an invalid value: (.*?)(?=$| (?:\S+ )?cannot load )/g,
    read: ([, value = '']) => ({ cause: 'invalid-allow-methods', preflight: true, value: withoutApi(value) }),
  },
  {
    pattern: /Header Access-Control-Allow-Headers has an invalid value: (.*?)(?=$| (?:\S+ )?cannot load )/g,
    read: ([, value = '']) => ({ cause: 'invalid-allow-headers', preflight: true, value: withoutApi(value) }),
  },
  {
    pattern: /Method (\S+) is not allowed by Access-Control-Allow-Methods\./g,
    read: ([, method = '']) => ({ cause: 'method-not-allowed', preflight: true, method }),
  },
  {
    pattern: /Request header field (\S+) is not allowed by Access-Control-Allow-Headers\./g,
    read: ([, header = '']) => ({ cause: 'header-not-allowed', preflight: true, header }),
  },
  {
    // Chromium once had the same sentence, after a beginning of its own.
    pattern: /(?<!cannot load \S+[.:] |CORS policy: )Cross origin requests are only supported for HTTP\./g,
    read: () => ({ cause: 'scheme-not-supported' }),
  },
  { pattern: /redirection URL \S+ has credentials/g, read: () => ({ cause: 'redirect-with-credentials' }) },
  {
    pattern: /not allowed to follow a cross-origin CORS redirection with non CORS scheme/g,
    read: () => ({ cause: 'redirect-to-other-scheme' }),
  },
  {
    pattern:
      /Redirection to URL with a scheme that is not HTTP\(S\)\.|FTP URLs are disabled|Not allowed to load local resource: \S+/g,
    read: () => ({ cause: 'redirect-to-other-scheme' }),
  },
  {
    pattern: /Not allowed to follow a redirection while loading (\S+)/g,
    read: () => ({ cause: 'redirect-not-followed' }),
  },
  {
    pattern: /Load cannot follow more than 20 redirections/g,
    read: () => ({ cause: 'too-many-redirects' }),
  },
  {
    pattern:
      /Unsafe attempt to load URL (\S+) from origin (\S+?)\. Domains, protocols and ports must match\./g,
    read: ([, , pageOrigin = '']) => ({ cause: 'cross-origin-disallowed-by-mode', pageOrigin }),
  },
  {
    pattern: /No-Cors mode requires follow redirect mode(?: Not allowed to request resource)?/g,
    read: () => ({ cause: 'request-refused' }),
  },
  {
    pattern: /Connection terminated unexpectedly|Error receiving data: Connection reset by peer/g,
    read: () => ({ cause: 'connection-failed', preflight: true }),
  },
];

/** The name of the API before "cannot load" is no part of a header's value. */
function withoutApi(value: string): string {
  return value.replace(/ Fetch$/, '');
}

const line2 =
  /(Fetch API|XMLHttpRequest|Beacon API|Cannot load image)(?: cannot load)? (\S+?)(?: due to access control checks\.|\.(?=\s*$))/g;

/** The standard's initiator type: `Fetch API` is fetch. */
function initiatorOf(api: string): string {
  if (api === 'Cannot load image') return 'img';
  return api.replace(' API', '').toLowerCase();
}

interface Reason {
  readonly offset: number;
  readonly found: Found;
}

/** WebKit's messages in a text whose white space is single spaces: pairs of a reason and a URL, or one of them alone. */
export function parseWebKit(text: string): ConsoleMessage[] {
  const waiting = findReasons(text);
  const messages: ConsoleMessage[] = [];
  for (const match of text.matchAll(line2)) {
    const [whole, api = '', url = ''] = match;
    const about = { url, initiator: initiatorOf(api) };
    const reason = waiting[0];
    if (reason !== undefined && reason.offset < match.index) {
      waiting.shift();
      messages.push(complete('webkit', reason.offset, { ...reason.found, ...about }));
    } else {
      const cause = whole.endsWith('checks.') ? 'blocked' : 'cross-origin-disallowed-by-mode';
      messages.push(complete('webkit', match.index, { cause, ...about }));
    }
  }
  return [...messages, ...waiting.map(({ offset, found }) => complete('webkit', offset, found))];
}

function findReasons(text: string): Reason[] {
  const found: Reason[] = [];
  for (const { pattern, read } of reasons) {
    for (const match of text.matchAll(pattern)) {
      if (isChromium(text, match)) continue;
      found.push({ offset: match.index, found: read(match) });
    }
  }
  return found.sort((a, b) => a.offset - b.offset);
}

/** Chromium's sentences end in more words, or stand after its prefix. */
function isChromium(text: string, { index, 0: whole }: RegExpExecArray): boolean {
  const after = text.slice(index + whole.length, index + whole.length + 24);
  const before = text.slice(Math.max(0, index - 90), index);
  return (
    after.startsWith(' in preflight response') ||
    /blocked by CORS policy: (?:Response to .*: )?$/.test(before)
  );
}
