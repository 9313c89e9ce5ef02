import { wholeUrl } from './calls.ts';
import { readConsole } from './console.ts';
import { readCurl } from './curl.ts';
import { isHttpText, readHttpText } from './httpText.ts';
import { requestCalls } from './javascript.ts';
import { failed, type Failed, type Pasted, type PastedRequest, type Read, type Taken } from './types.ts';
import { readUrl } from './url.ts';

const advice =
  'Paste a URL, a curl command, a fetch(…) call, an HTTP request, or the error from the browser’s console.';

/** Nobody pastes more than this by intent. Characters. */
const longest = 1_000_000;
/** Of a program, this much is read. Characters. */
const longestProgram = 50_000;

/**
 * Reads what a person copied from somewhere: a URL, a curl command, a call of fetch or axios, a request as text, or a browser's
 * console error. In: any text. Out: the request that it tells of and what could not be taken over, or one sentence. Never throws.
 */
export function parsePaste(text: string): Pasted {
  const bare = unwrapped(text);
  if (bare === '') return failed(`Nothing was pasted. ${advice}`);
  if (bare.length > longest) return failed(`The text is too long to be one request. ${advice}`);
  const url = readUrl(bare.replace(/^(['"`])(.*)\1[;,]?$/s, '$2'));
  if (url !== null) return found('url', { request: { ...nothingSaid, url }, left: [] });
  if (/^curl(?:\.exe)?\s/i.test(bare)) return found('curl', readCurl(bare));
  const console = readConsole(bare);
  if (console !== null) return console;
  if (isHttpText(bare)) return found('http', readHttpText(bare));
  return readCall(bare) ?? readMention(bare);
}

const nothingSaid: Omit<PastedRequest, 'url'> = {
  method: null,
  headers: null,
  credentials: null,
  cookies: null,
  body: null,
  origin: null,
};

/** Without the fence of a Markdown block and the prompt of a shell. */
function unwrapped(text: string): string {
  const bare = text.trim();
  const first = bare.indexOf('\n');
  const isFenced = bare.startsWith('```') && bare.endsWith('```') && first > 0 && bare.length > first + 3;
  return (isFenced ? bare.slice(first, -3).trim() : bare).replace(/^[$>%]\s+(?=curl)/, '');
}

function found(kind: Read['kind'], taken: Taken | Failed): Pasted {
  return 'kind' in taken ? taken : { kind, ...taken, message: null };
}

function readCall(text: string): Pasted | null {
  const [first, ...others] = requestCalls(text.slice(0, longestProgram));
  if (first === undefined) return null;
  const { request, left } = first.called;
  const url = wholeUrl(request.url, null);
  if (url === null) {
    return failed(
      `“${request.url}” depends on the page’s own address: put the whole URL, with https:// or http://.`,
    );
  }
  const more = others.length === 0 ? [] : ['Only the first call is taken over.'];
  return found('fetch', { request: { ...request, url }, left: [...left, ...more] });
}

/** A method and a URL in a line of a console or a log, or at least a URL. */
function readMention(text: string): Pasted {
  const [, method, address] =
    /(?:\b(GET|HEAD|POST|PUT|PATCH|DELETE)\s+)?(https?:\/\/[^\s"'`<>()]+)/.exec(text) ?? [];
  const url = address === undefined ? null : readUrl(address.replace(/[.,;:]+$/, ''));
  if (url === null) return failed(`This holds no request that Preflight knows. ${advice}`);
  return found('url', {
    request: { ...nothingSaid, url, method: method ?? null },
    left: [
      `The rest of the text: only ${method === undefined ? 'the URL is' : 'method and URL are'} taken over.`,
    ],
  });
}
