import { complete, readBeginning, type ConsoleMessage, type MessagePattern } from './parseTypes.ts';

/** Quotes survive copying as they are, or as straight ones. */
const q = "[‘’'`]";

const head =
  /Cross-Origin Request (?:Blocked|Warning): The Same Origin Policy (?:disallows reading|will disallow reading) the remote resource at ([‘'`]?)(\S+?)[’'`]?(?:\.| soon\.) \(Reason: /g;

const acao = 'Access-Control-Allow-Origin';
const acac = 'Access-Control-Allow-Credentials';
const acam = 'Access-Control-Allow-Methods';
const acah = 'Access-Control-Allow-Headers';
const end = '\\)\\.?';
const status = '(?: Status code: (\\d+|\\(null\\))\\.?)?';

function text(source: string, read: MessagePattern['read']): MessagePattern {
  return { pattern: new RegExp(`^${source}`), read };
}

function numeric(value: string | undefined): number | null {
  return value === undefined || value === '(null)' ? null : Number(value);
}

/** security.properties, version 153 and older. */
const texts: readonly MessagePattern[] = [
  text(`CORS header ${q}${acao}${q} missing${end}${status}`, ([, code]) => ({
    cause: 'missing-allow-origin',
    status: numeric(code),
  })),
  text(`Multiple CORS header ${q}${acao}${q} not allowed${end}`, () => ({ cause: 'multiple-allow-origin' })),
  text(`CORS header ${q}${acao}${q} does not match ${q}(.*?)${q}${end}`, ([, value = '']) => ({
    cause: 'allow-origin-mismatch',
    value,
  })),
  text(`Credential is not supported if the CORS header ${q}${acao}${q} is ${q}\\*${q}${end}`, () => ({
    cause: 'wildcard-with-credentials',
    value: '*',
  })),
  text(`expected ${q}true${q} in CORS header ${q}${acac}${q}${end}`, () => ({
    cause: 'allow-credentials-not-true',
  })),
  text(`CORS preflight (?:response|channel) did not succeed${end}${status}`, ([, code]) => ({
    cause: 'preflight-status',
    preflight: true,
    status: numeric(code),
  })),
  text(`CORS request external redirect not allowed${end}`, () => ({
    cause: 'preflight-redirect',
    preflight: true,
  })),
  text(`invalid token ${q}(.*?)${q} in CORS header ${q}${acam}${q}${end}`, ([, value = '']) => ({
    cause: 'invalid-allow-methods',
    preflight: true,
    value,
  })),
  text(`invalid token ${q}(.*?)${q} in CORS header ${q}${acah}${q}${end}`, ([, value = '']) => ({
    cause: 'invalid-allow-headers',
    preflight: true,
    value,
  })),
  text(`Did not find method in CORS header ${q}${acam}${q}${end}`, () => ({
    cause: 'method-not-allowed',
    preflight: true,
  })),
  text(
    `header ${q}(.*?)${q} is not allowed according to header ${q}${acah}${q} from CORS preflight response${end}`,
    readHeader,
  ),
  text(
    `missing token ${q}(.*?)${q} in CORS header ${q}${acah}${q} from CORS preflight channel${end}`,
    readHeader,
  ),
  text('When the `Access-Control-Allow-Headers` is `\\*`, the `Authorization` header is not covered', () => ({
    cause: 'header-not-allowed',
    preflight: true,
    header: 'authorization',
    value: '*',
  })),
  text(`CORS request not http${end}`, () => ({ cause: 'scheme-not-supported' })),
  text(`CORS request did not succeed${end}${status}`, ([, code]) => ({
    cause: 'connection-failed',
    status: numeric(code),
  })),
  text(`CORS disabled${end}`, () => ({ cause: 'blocked' })),
  text(`CORS header ${q}Origin${q} cannot be added${end}`, () => ({ cause: 'blocked' })),
];

function readHeader([, header = '']: RegExpExecArray): ReturnType<MessagePattern['read']> {
  return { cause: 'header-not-allowed', preflight: true, header };
}

const securityError =
  /Security Error: Content at (\S+) may not load (?:data from|or link to) (\S+?)\.(?=\s|$)/g;

/** Firefox's messages in a text whose white space is single spaces. */
export function parseFirefox(input: string): ConsoleMessage[] {
  const messages: ConsoleMessage[] = [];
  for (const match of input.matchAll(head)) {
    const [whole, , url = ''] = match;
    const found = readBeginning(texts, input.slice(match.index + whole.length))?.found ?? {
      cause: 'blocked',
    };
    messages.push(complete('firefox', match.index, { ...found, url }));
  }
  for (const { index, 1: page = '', 2: url = '' } of input.matchAll(securityError)) {
    const isHttp = /^https?:/.test(url);
    const pageOrigin = isHttp && URL.canParse(page) ? new URL(page).origin : null;
    const cause = isHttp ? 'cross-origin-disallowed-by-mode' : 'redirect-to-other-scheme';
    messages.push(complete('firefox', index, { cause, url: isHttp ? url : page, pageOrigin }));
  }
  return withoutEchoes(messages);
}

/** "Did not succeed" after a reason for the same URL says only that the request behind it was given up. */
function withoutEchoes(messages: readonly ConsoleMessage[]): ConsoleMessage[] {
  const ordered = [...messages].sort((a, b) => a.offset - b.offset);
  return ordered.filter((message, index) => {
    if (message.cause !== 'connection-failed' || message.status !== null) return true;
    const before = ordered[index - 1];
    return before === undefined || before.url !== message.url;
  });
}
