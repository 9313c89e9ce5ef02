import { asciiLowercase } from '../cors/http.ts';
import type { CredentialsMode, HeaderLine } from '../cors/types.ts';
import { originOf, pageHeaders } from './pageHeaders.ts';
import { cmdWords, isForCmd, posixWords } from './shellWords.ts';
import { failed, type Failed, type Taken } from './types.ts';
import { readUrl } from './url.ts';

/** Short options that take a value, by their long name. */
const shortValued: Readonly<Record<string, string>> = {
  A: 'user-agent',
  b: 'cookie',
  d: 'data',
  e: 'referer',
  F: 'form',
  H: 'header',
  r: 'range',
  T: 'upload-file',
  u: 'user',
  X: 'request',
  x: 'proxy',
  E: 'cert',
  c: 'cookie-jar',
  C: 'continue-at',
  D: 'dump-header',
  K: 'config',
  m: 'max-time',
  o: 'output',
  P: 'ftp-port',
  Q: 'quote',
  t: 'telnet-option',
  U: 'proxy-user',
  w: 'write-out',
  y: 'speed-time',
  Y: 'speed-limit',
  z: 'time-cond',
};

const shortFlags: Readonly<Record<string, string>> = { G: 'get', I: 'head', k: 'insecure' };

/** Long options that take a value, beside those above. */
const longValued = new Set([
  ...Object.values(shortValued),
  ...['data-raw', 'data-binary', 'data-ascii', 'data-urlencode', 'json', 'url', 'url-query', 'form-string'],
  ...[
    'oauth2-bearer',
    'resolve',
    'connect-to',
    'unix-socket',
    'abstract-unix-socket',
    'interface',
    'variable',
  ],
  ...['cacert', 'capath', 'cert-type', 'ciphers', 'key', 'key-type', 'pass', 'pinnedpubkey', 'tls-max'],
  ...['connect-timeout', 'limit-rate', 'max-filesize', 'max-redirs', 'netrc-file', 'noproxy', 'output-dir'],
  ...['preproxy', 'proto', 'proto-default', 'proto-redir', 'rate', 'request-target', 'retry', 'retry-delay'],
  ...['retry-max-time', 'socks4', 'socks4a', 'socks5', 'socks5-hostname', 'stderr', 'trace', 'trace-ascii'],
  ...['doh-url', 'dns-servers', 'aws-sigv4', 'alt-svc', 'hsts', 'expect100-timeout', 'keepalive-time'],
]);

/** Options that change what is sent in a way that no page can, and what the test does instead. */
const notInBrowsers: Readonly<Record<string, string>> = {
  'aws-sigv4': 'the signature has to be put in as a header.',
  cert: 'the test sends no client certificate.',
  'connect-to': 'the test connects to the host in the URL.',
  config: 'the file is not read.',
  form: 'the parts of the form are not sent.',
  insecure: 'certificates are checked, as browsers do.',
  proxy: 'the test goes through the proxy of your settings.',
  'request-target': 'the path of the URL is sent.',
  resolve: 'the test connects to the host in the URL.',
  'unix-socket': 'the test connects to the host in the URL.',
  'upload-file': 'the file is not sent.',
};

interface Command {
  readonly urls: string[];
  readonly headers: HeaderLine[];
  readonly data: string[];
  readonly query: string[];
  readonly left: string[];
  method: string | null;
  get: boolean;
  head: boolean;
  form: boolean;
  json: boolean;
  upload: boolean;
}

/** Reads a curl command, also as browsers copy it for bash and for cmd.exe. */
export function readCurl(text: string): Taken | Failed {
  const { words, variables, unclosed } = isForCmd(text) ? cmdWords(text) : posixWords(text);
  if (unclosed) {
    return failed('The curl command ends inside of a quote: copy it again, to its last line.');
  }
  const command = commandOf(words.slice(1));
  for (const name of variables) command.left.push(`${name} is a variable of your shell: put in its value.`);
  const [address, ...others] = command.urls;
  if (address === undefined) return failed('The curl command names no URL: copy the whole command.');
  const url = urlOf(address, command);
  if (url === null) return failed(`curl is to call “${address}”, which is no http or https address.`);
  if (others.length > 0) command.left.push(`Only the first URL is taken over, not ${others.join(', ')}.`);
  return taken(url, command);
}

function taken(url: string, command: Command): Taken {
  const { own, origin, cookies, left } = pageHeaders(command.headers);
  const body = command.get || command.data.length === 0 ? null : command.data.join(command.json ? '' : '&');
  const credentials: CredentialsMode = cookies === null ? 'same-origin' : 'include';
  const request = { url, method: methodOf(command, body), headers: own, credentials, cookies, body, origin };
  return { request, left: [...left, ...command.left] };
}

function methodOf({ method, head, form, upload, get }: Command, body: string | null): string {
  if (method !== null) return method;
  if (head) return 'HEAD';
  if (upload) return 'PUT';
  return body !== null || (form && !get) ? 'POST' : 'GET';
}

function urlOf(address: string, { get, data, query }: Command): string | null {
  const bare = /^[a-z][a-z\d+.-]*:\/\//i.test(address) ? address : `http://${address}`;
  const url = readUrl(bare);
  const parts = [...query, ...(get ? data : [])];
  if (url === null || parts.length === 0) return url;
  const [before = '', fragment] = url.split('#', 2);
  const more = `${before}${before.includes('?') ? '&' : '?'}${parts.join('&')}`;
  return fragment === undefined ? more : `${more}#${fragment}`;
}

function commandOf(words: readonly string[]): Command {
  const command: Command = {
    urls: [],
    headers: [],
    data: [],
    query: [],
    left: [],
    method: null,
    get: false,
    head: false,
    form: false,
    json: false,
    upload: false,
  };
  let at = 0;
  const next = (): string => words[at++] ?? '';
  while (at < words.length) {
    const word = next();
    if (word.startsWith('--') && word.length > 2) {
      const name = word.slice(2);
      take(command, name, longValued.has(name) ? next() : '');
    } else if (word.startsWith('-') && word.length > 1) {
      for (let i = 1; i < word.length; i++) {
        const letter = word.charAt(i);
        const valued = shortValued[letter];
        if (valued === undefined) {
          take(command, shortFlags[letter] ?? letter, '');
          continue;
        }
        take(command, valued, i + 1 < word.length ? word.slice(i + 1) : next());
        break;
      }
    } else command.urls.push(word);
  }
  addTypes(command);
  return command;
}

function take(command: Command, name: string, value: string): void {
  const remark = notInBrowsers[name];
  if (remark !== undefined) command.left.push(`--${name}: ${remark}`);
  switch (name) {
    case 'url':
      return void command.urls.push(value);
    case 'request':
      command.method = value;
      return;
    case 'get':
      command.get = true;
      return;
    case 'head':
      command.head = true;
      return;
    case 'header':
      return takeHeader(command, value);
    case 'user-agent':
      return void command.headers.push(['User-Agent', value]);
    case 'referer': {
      const origin = originOf(value.replace(/;auto$/, ''));
      if (origin !== null) command.headers.push(['Referer', `${origin}/`]);
      return;
    }
    case 'range':
      return void command.headers.push(['Range', `bytes=${value}`]);
    case 'user':
      return void command.headers.push(['Authorization', `Basic ${base64(value)}`]);
    case 'oauth2-bearer':
      return void command.headers.push(['Authorization', `Bearer ${value}`]);
    case 'cookie':
      if (value.includes('=')) command.headers.push(['Cookie', value]);
      else command.left.push(`--cookie ${value}: the file is not read.`);
      return;
    case 'json':
      command.json = true;
      return takeData(command, name, value);
    case 'data':
    case 'data-ascii':
    case 'data-binary':
    case 'data-urlencode':
      return takeData(command, name, value);
    case 'data-raw':
      return void command.data.push(value);
    case 'url-query':
      return void command.query.push(value);
    case 'form':
    case 'form-string':
      command.form = true;
      return;
    case 'upload-file':
      command.upload = true;
  }
}

function takeHeader(command: Command, line: string): void {
  const match = /^([^:;]+)(?::\s*([^]*)|;\s*)$/.exec(line);
  if (match === null) return void command.left.push(`-H “${line}” is no header line.`);
  const [, name = '', value = ''] = match;
  // `Name:` without a value takes away a header that curl would send itself.
  if (value === '' && line.includes(':')) return;
  command.headers.push([name.trim(), value.trim()]);
}

function takeData(command: Command, option: string, value: string): void {
  if (value.startsWith('@')) return void command.left.push(`--${option} ${value}: the file is not read.`);
  command.data.push(option === 'data-urlencode' ? urlencoded(value) : value);
}

function urlencoded(value: string): string {
  const [, name = '', content = value] = /^([^=]*)=([^]*)$/.exec(value) ?? [];
  const encoded = new URLSearchParams({ x: content }).toString().slice(2);
  return name === '' ? encoded : `${name}=${encoded}`;
}

/** The Content-Type that curl adds to data on its own. */
function addTypes({ headers, data, json, get, form }: Command): void {
  const has = (wanted: string): boolean => headers.some(([name]) => asciiLowercase(name) === wanted);
  if (json && !has('accept')) headers.push(['Accept', 'application/json']);
  if (get || has('content-type')) return;
  if (json) headers.push(['Content-Type', 'application/json']);
  else if (data.length > 0) headers.push(['Content-Type', 'application/x-www-form-urlencoded']);
  else if (form) headers.push(['Content-Type', 'multipart/form-data']);
}

function base64(text: string): string {
  return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
