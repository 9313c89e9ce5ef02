import type { Answer, CorsRequest, CredentialsMode, HeaderLine } from '../../src/cors/types.ts';
import type { Case } from './case.ts';
import type { Random } from './random.ts';

/** A random exchange, weighted to the places where a check turns from yes to no. */
export function generate(random: Random): Case {
  const request = randomRequest(random);
  const answers: Answer[] = [];
  const hops = random.weighted([
    [70, 0],
    [14, 1],
    [9, 2],
    [6, 3],
    [1, 22],
  ]);
  const good = random.chance(0.6);
  let url = request.url;
  for (let hop = 0; hop <= hops; hop++) {
    const last = hop === hops;
    const target = hops === 22 ? url.replace(/#.*/, '') : randomUrl(random, hop + 1);
    const careful = good || random.chance(0.5);
    const { lines, next } = last ? { lines: null, next: url } : location(random, url, target);
    const wire = url.replace(/#.*/, '');
    answers.push(preflightAnswer(random, wire, request, careful));
    answers.push(mainAnswer(random, wire, request, careful, lines));
    if (lines !== null && lines.length > 1) {
      const joined = `${lines[0]?.[1] ?? ''},%20${lines[1]?.[1] ?? ''}`;
      answers.push(
        preflightAnswer(random, joined, request, careful),
        mainAnswer(random, joined, request, careful, null),
      );
    }
    url = next;
  }
  return { request, answers };
}

function randomRequest(random: Random): CorsRequest {
  const xhr = random.chance(0.2);
  const mode = xhr
    ? 'cors'
    : random.weighted([
        [90, 'cors'],
        [6, 'no-cors'],
        [4, 'same-origin'],
      ] as const);
  const method = randomMethod(random);
  const bodiless = ['GET', 'HEAD'].includes(method.toUpperCase());
  return {
    url: random.chance(0.03) ? `${randomUrl(random, 0)}#part` : randomUrl(random, 0),
    origin: random.chance(0.06) ? 'null' : '{A}',
    method,
    headers: randomHeaders(random),
    credentials: xhr
      ? random.pick(['same-origin', 'include'])
      : random.pick<CredentialsMode>(['omit', 'same-origin', 'include', 'include']),
    mode,
    redirect: xhr
      ? 'follow'
      : random.weighted([
          [92, 'follow'],
          [4, 'error'],
          [4, 'manual'],
        ] as const),
    body: !bodiless && random.chance(0.4),
    initiator: xhr ? 'xmlhttprequest' : 'fetch',
    ...(xhr && random.chance(0.1) ? { uploadListener: true } : {}),
  };
}

function randomMethod(random: Random): string {
  return random.weighted([
    [40, 'GET'],
    [14, 'POST'],
    [3, 'HEAD'],
    [12, 'PUT'],
    [8, 'DELETE'],
    [5, 'PATCH'],
    [3, 'patch'],
    [2, 'put'],
    [2, 'get'],
    [2, 'OPTIONS'],
    [2, 'CHICKEN'],
    [1, 'Patch'],
    [1, "a!#$%&'*+-.^_`|~9"],
    [1, '*'],
    [1, 'TRACE'],
    [1, 'connect'],
    [1, 'P T'],
  ]);
}

const headerNames: readonly (readonly [number, string])[] = [
  [10, 'Content-Type'],
  [8, 'Authorization'],
  [6, 'Accept'],
  [6, 'Accept-Language'],
  [5, 'Content-Language'],
  [5, 'Range'],
  [8, 'X-Foo'],
  [5, 'x-bar'],
  [4, 'X-Requested-With'],
  [2, 'DPR'],
  [1, 'Device-Memory'],
  [1, 'Width'],
  [1, 'Viewport-Width'],
  [1, 'RTT'],
  [1, 'Downlink'],
  [1, 'ECT'],
  [2, 'Save-Data'],
  [1, 'Intervention'],
  [2, 'User-Agent'],
  [1, 'Sec-CH-UA'],
  [1, 'Cookie'],
  [1, 'X-HTTP-Method-Override'],
  [1, 'Origin'],
  [1, 'DNT'],
  [2, 'If-None-Match'],
  [0.5, 'If-Range'],
  [1, 'Cache-Control'],
  [1, 'Pragma'],
  [1, 'Access-Control-Allow-Origin'],
  [1, 'Access-Control-Request-Private-Network'],
  [1, 'Content-Encoding'],
  [1, 'Content-Location'],
  [1, '*'],
  [1, "!#$%&'*+-.^_`|~"],
  [0.5, 'bad name'],
];

const headerValues: Readonly<Record<string, readonly [string, ...string[]]>> = {
  'content-type': [
    'text/plain',
    'TEXT/Plain ; charset=UTF-8',
    'text/plain;charset="utf-8"',
    'text/plain;a=,x',
    'text/plain, text/html',
    'text/plain,',
    'text/plain x',
    'text/plain x;y',
    'text/plain;;',
    'text/plain;a;b',
    'text/plain;a; ',
    ' text/plain',
    'text/plain;',
    'text/plain; charset',
    'text /plain',
    'text/ plain',
    'application/json',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'multipart/form-data;boundary=a@b',
    'multipart/mixed',
    'text/plain\t',
    'text/plain\t;x',
    'text/plain;\u00e9',
    'text/plain;x=\u0080',
    '',
    'text',
    'text/',
    `text/plain;${'x'.repeat(117)}`,
    `text/plain;${'x'.repeat(118)}`,
  ],
  accept: [
    '*/*',
    'a\u00e9',
    'text/html',
    'a"b',
    'a:b',
    'a\tb',
    'a,b;q=0.1',
    '',
    'x'.repeat(128),
    'x'.repeat(129),
    '{x}',
  ],
  'accept-language': [
    'de',
    'de, en;q=0.5',
    'de_DE',
    'en-US,*',
    "d'e",
    '',
    'x'.repeat(128),
    'x'.repeat(129),
    'd\u00e9',
    'a=b',
  ],
  'content-language': ['de', 'de_DE', 'en;x', '', 'a/b', 'x'.repeat(129)],
  range: [
    'bytes=0-',
    'bytes=0-9',
    'bytes=9-1',
    'bytes=5-5',
    'bytes=-9',
    'bytes =0-',
    'bytes= 0-9',
    'BYTES=0-1',
    'Bytes=0-1',
    'bytes=+0-1',
    'bytes=0-1,3-4',
    'bytes=0 -1',
    'bytes=0- 1',
    'bytes=0-x',
    'bytes=00-01',
    'bytes=9223372036854775806-',
    'bytes=9223372036854775807-',
    'bytes=0-9223372036854775807',
    'bytes=18446744073709551615-',
    'bytes=18446744073709551616-',
    'bytes=0-18446744073709551616',
    'items=0-1',
    '',
  ],
  'save-data': ['on', 'ON', 'off', 'on ', ''],
  dpr: ['2', '2.0', 'x', '', 'x'.repeat(129)],
  'device-memory': ['4', 'x', '0.25', ''],
  width: ['100', 'x', ''],
  'viewport-width': ['100', 'x', '-1'],
  rtt: ['100', 'x', ''],
  downlink: ['1.5', 'x', ''],
  ect: ['4g', 'x', ''],
  intervention: ['<https://a.test>', 'x', ''],
  'x-http-method-override': ['PUT', 'TRACE', 'GET, connect', 'track ,x', 'TRACED'],
};

function randomHeaders(random: Random): HeaderLine[] {
  const count = random.weighted([
    [45, 0],
    [30, 1],
    [15, 2],
    [8, 3],
    [2, 6],
  ]);
  const list: HeaderLine[] = [];
  for (let i = 0; i < count; i++) {
    let name = random.weighted(headerNames);
    if (random.chance(0.1)) name = random.pick([name.toLowerCase(), name.toUpperCase()]);
    list.push([name, headerValue(random, name)]);
  }
  const again = list[0];
  if (again !== undefined && random.chance(0.06)) list.push([again[0], headerValue(random, again[0])]);
  if (random.chance(0.01)) {
    for (const name of [
      'Accept',
      'Accept-Language',
      'Content-Language',
      'DPR',
      'Width',
      'ECT',
      'RTT',
      'Downlink',
      'Viewport-Width',
    ]) {
      list.push([name, 'x'.repeat(random.pick([100, 127, 128]))]);
    }
  }
  return list;
}

function headerValue(random: Random, name: string): string {
  const values = headerValues[name.toLowerCase()];
  if (values !== undefined) return random.pick(values);
  return random.pick(['1', '1', 'some value', '', 'a,b', '\u00e9', 'x'.repeat(200)]);
}

function randomUrl(random: Random, hop: number): string {
  const origin = random.weighted([
    [hop === 0 ? 0.6 : 2, '{A}'],
    [7, '{B}'],
    [hop === 0 ? 0.5 : 2, '{C}'],
  ]);
  return `${origin}/{id}/r${hop}`;
}

/** An Access-Control-Allow-Origin that is right, nearly right, or wrong. */
function allowOrigin(random: Random, request: CorsRequest): HeaderLine[] {
  const name = random.chance(0.1) ? 'access-control-allow-origin' : 'Access-Control-Allow-Origin';
  const lines = random.weighted<readonly string[]>([
    [30, []],
    [30, ['*']],
    [40, [request.origin]],
    [10, ['null']],
    [3, ['']],
    [3, ['{A}/']],
    [3, ['{A}0']],
    [2, ['{B}']],
    [2, ['HTTP://{a}']],
    [2, ['https://{a}']],
    [2, ['{a}']],
    [2, ['//{a}']],
    [2, ['{A}, {A}']],
    [2, ['{A},*']],
    [2, ['{A} {B}']],
    [2, ['{A}', '{A}']],
    [2, ['*', '*']],
    [2, ['{A}', '*']],
    [2, ['*', '']],
    [1, ['', '']],
    [1, ['Null']],
    [1, ['NULL']],
    [1, ['null, null']],
    [1, ['**']],
    [1, ['*,']],
    [1, [', {A}']],
    [1, ['{A};']],
    [1, ['"{A}"']],
    [1, ['  {A} \t']],
    [1, ['\u00e9']],
    [1, ['http://\u00e9.test']],
    [1, ['a\tb']],
    [1, ['a:b']],
    [1, ['a:']],
    [1, ['abc']],
    [1, ['http:a']],
    [1, ['http:\\\\{a}']],
    [1, ['http://a_b']],
    [1, ['http://a:99999']],
    [1, ['http://%zz']],
    [1, ['1http://a']],
    [1, ['http://']],
    [1, ['http:///{a}']],
    [1, ['about:blank']],
    [1, ['data:']],
    [1, ['http://[::1]']],
    [1, ['http://[::1']],
    [1, ['http://a<b']],
    [1, ['http://*.test']],
    [1, ['*.test']],
    [1, ['https://*']],
    [1, ['http://u:p@{a}']],
    [1, ['http://1.2.3.400']],
    [1, ['file:///x']],
    [1, ['http://a%41']],
    [1, ['http://\u00ad']],
    [1, ['http://xn--a']],
    [1, ['http://a..b']],
    [1, ["{A}'"]],
    [1, ['$http_origin']],
    [1, ['undefined']],
    [1, ['localhost']],
    [1, ['localhost:3000']],
    [1, ['127.0.0.1']],
  ]);
  return lines.map((value): HeaderLine => [name, value]);
}

function allowCredentials(random: Random): HeaderLine[] {
  const lines = random.weighted<readonly string[]>([
    [60, ['true']],
    [20, []],
    [3, ['True']],
    [3, ['false']],
    [2, ['']],
    [2, [' true\t']],
    [2, ['true', 'true']],
    [1, ['true,']],
    [1, ['1']],
    [1, ['tru\u00e9']],
    [1, ["true'"]],
  ]);
  return lines.map((value): HeaderLine => ['Access-Control-Allow-Credentials', value]);
}

function tokenList(random: Random, wanted: readonly string[]): readonly string[] {
  const all = wanted.join(', ');
  const some = wanted.filter(() => random.chance(0.6)).join(',');
  return random.weighted<readonly string[]>([
    [25, []],
    [35, [all]],
    [10, [some]],
    [12, ['*']],
    [3, [`*, ${some}`]],
    [3, [all.toUpperCase()]],
    [3, [all.toLowerCase()]],
    [2, ['']],
    [2, [',']],
    [2, [`,,${all} ,\t`]],
    [2, wanted],
    [2, [some, all]],
    [1, [all, '']],
    [1, [`${all};q=1`]],
    [1, [`"${all}"`]],
    [1, ['a b']],
    [1, [`${all}, a b`]],
    [1, ['P@T']],
    [1, [`x, \u00e9, ${all}`]],
    [1, [`${all},"a,b"`]],
    [1, ['(x)']],
    [1, [all, 'P@T']],
    [1, ['a/b']],
    [1, ["a'b"]],
    [1, ['\t']],
    [1, ['**']],
    [1, ['x\ty']],
    [1, ['\u000bx']],
  ]);
}

function preflightAnswer(random: Random, url: string, request: CorsRequest, careful: boolean): Answer {
  if (random.chance(0.01)) return { url, preflight: true, error: 'connection-reset' };
  const names = request.headers.map(([name]) => name.toLowerCase());
  const headers: HeaderLine[] = [
    ...(careful ? goodOrigin(random, request) : allowOrigin(random, request)),
    ...(careful ? goodCredentials(random, request) : allowCredentials(random)),
    ...lined(
      'Access-Control-Allow-Methods',
      careful && random.chance(0.6) ? [request.method] : tokenList(random, [request.method, 'PUT']),
    ),
    ...lined(
      'Access-Control-Allow-Headers',
      careful && random.chance(0.6) ? names : tokenList(random, names),
    ),
    ...lined(
      'Access-Control-Max-Age',
      random.weighted<readonly string[]>([
        [70, []],
        [5, ['0']],
        [5, ['600']],
        [3, ['-1']],
        [3, ['abc']],
        [2, ['5.5']],
        [2, ['+10']],
        [2, ['10', '20']],
        [2, ['']],
        [2, ['99999999999999999999']],
      ]),
    ),
  ];
  const status = random.weighted([
    [careful ? 90 : 50, 200],
    [30, 204],
    [2, 201],
    [1, 299],
    [1, 300],
    [3, 301],
    [2, 302],
    [1, 304],
    [1, 307],
    [1, 400],
    [2, 401],
    [3, 403],
    [4, 404],
    [3, 405],
    [1, 407],
    [2, 500],
    [1, 503],
  ]);
  if (status >= 300 && status < 400 && random.chance(0.7))
    headers.push(['Location', random.pick([url, '{C}/{id}/x', '', 'http://['])]);
  return { url, preflight: true, status, headers: shuffled(random, headers) };
}

function goodOrigin(random: Random, request: CorsRequest): HeaderLine[] {
  const value = random.pick([request.origin, request.origin, request.origin, 'null', '*']);
  return [['Access-Control-Allow-Origin', value]];
}

function goodCredentials(random: Random, request: CorsRequest): HeaderLine[] {
  return request.credentials === 'include' || random.chance(0.3)
    ? [['Access-Control-Allow-Credentials', 'true']]
    : [];
}

function lined(name: string, values: readonly string[]): HeaderLine[] {
  return values.map((value) => [name, value]);
}

function mainAnswer(
  random: Random,
  url: string,
  request: CorsRequest,
  careful: boolean,
  redirect: readonly HeaderLine[] | null,
): Answer {
  if (random.chance(0.01)) return { url, preflight: false, error: 'connection-reset' };
  const headers: HeaderLine[] = [
    ...(careful ? goodOrigin(random, request) : allowOrigin(random, request)),
    ...(careful ? goodCredentials(random, request) : allowCredentials(random)),
  ];
  if (redirect !== null) {
    headers.push(...redirect);
    return {
      url,
      preflight: false,
      status: random.pick([301, 302, 303, 307, 308]),
      headers: shuffled(random, headers),
    };
  }
  for (const name of [
    'X-One',
    'X-Two',
    'Accept',
    'ETag',
    'Content-Language',
    'Pragma',
    'Last-Modified',
    'Set-Cookie',
    'Content-Type',
  ]) {
    if (random.chance(0.15)) headers.push([name, responseValue(name)]);
  }
  headers.push(
    ...lined(
      'Access-Control-Expose-Headers',
      random.weighted<readonly string[]>([
        [60, []],
        [10, ['*']],
        [8, ['X-One']],
        [4, ['x-one, ETAG']],
        [3, ['X-One', 'X-Two']],
        [2, [',,X-Two,']],
        [2, ['X-One;x']],
        [2, ['*, X-Two']],
        [2, ['Set-Cookie, X-One']],
        [1, ['']],
        [1, ['"X-One"']],
        [1, ['X-One X-Two']],
        [1, ['X-One', 'a b']],
      ]),
    ),
  );
  const status = random.weighted([
    [80, 200],
    [4, 204],
    [1, 201],
    [2, 404],
    [2, 500],
    [1, 401],
    [1, 403],
    [1, 407],
    [1, 300],
    [1, 302],
    [1, 304],
    [1, 307],
    [1, 503],
  ]);
  return { url, preflight: false, status, headers: shuffled(random, headers) };
}

function responseValue(name: string): string {
  const values: Readonly<Record<string, string>> = {
    'Last-Modified': 'Thu, 01 Jan 2026 00:00:00 GMT',
    'Set-Cookie': 'a=b',
    'Content-Type': 'text/plain',
    ETag: '"x"',
  };
  return values[name] ?? 'x';
}

/** Location lines towards `to`, and the URL that they lead to from `from`. */
function location(random: Random, from: string, to: string): { lines: readonly HeaderLine[]; next: string } {
  const host = to.replace(/^\{(.)\}/, (_whole, key: string) => `{${key.toLowerCase()}}`);
  const wire = from.replace(/#.*/, '');
  const [lines, next] = random.weighted<readonly [readonly string[], string]>([
    [85, [[to], to]],
    [3, [[`http://user:pw@${host}`], to]],
    [1, [[`http://user@${host}`], to]],
    [1, [[`http://:@${host}`], to]],
    [2, [[`//${host}`], to]],
    [2, [[`${to}#there`], to]],
    [1, [[`${to}#`], to]],
    [1, [['http://['], to]],
    [1, [['ftp://a.test/'], to]],
    [0.3, [['foo://a.test/'], to]],
    [0.3, [['about:blank'], to]],
    [0.3, [['javascript:1'], to]],
    [0.3, [['ws://a.test/'], to]],
    [0.3, [['blob:x'], to]],
    [0.2, [['file:///x'], to]],
    [0.2, [['wss://a.test/'], to]],
    [1, [['data:text/plain,x'], to]],
    [1, [['mailto:a@b'], to]],
    [1, [[''], wire]],
    [1, [['x'], wire.replace(/[^/]*$/, 'x')]],
    [1, [['#x'], wire]],
    [1, [['?q'], `${wire.replace(/\?.*/, '')}?q`]],
    [1, [[to, to], to]],
    [1, [[to, `${to}2`], to]],
    [1, [[], to]],
  ]);
  return { lines: lined('Location', lines), next };
}

/** Lines in another order, while lines of one name keep theirs. */
function shuffled(random: Random, headers: readonly HeaderLine[]): HeaderLine[] {
  const sorted = headers.map((line) => ({ line, key: random.next() }));
  const keys = new Map<string, number[]>();
  for (const { line, key } of sorted) {
    const name = line[0].toLowerCase();
    keys.set(
      name,
      [...(keys.get(name) ?? []), key].sort((a, b) => a - b),
    );
  }
  return sorted
    .map(({ line }) => ({ line, key: keys.get(line[0].toLowerCase())?.shift() ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ line }) => line);
}
