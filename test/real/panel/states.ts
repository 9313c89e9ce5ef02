import type { HeaderLine } from '../../../src/cors/types.ts';
import {
  emptyForm,
  type Form,
  type HistoryItem,
  type Shown,
  type ShownReport,
  type Where,
} from '../../../src/extension/protocol.ts';
import type { ProbeReport } from '../../../src/report/types.ts';
import { takeOver } from '../../../src/extension/pasted.ts';
import type { WireRequest } from '../../../src/probe/types.ts';
import { probeMatrix } from '../../../src/probe/matrix.ts';
import { securityProbe } from '../../../src/probe/security.ts';
import { securityPlan } from '../../../src/probe/securityPlan.ts';
import { compare } from '../../../src/report/compare.ts';
import { matrixReportOf, type MatrixReport } from '../../../src/report/matrix.ts';
import { securityReportOf, type SecurityReport } from '../../../src/report/security.ts';
import { canned, plainRequest, reportOn, type Canned } from './reports.ts';

/** Everything that the page can show, by a name for pictures and test titles. */
export interface PanelState {
  readonly name: string;
  /** What its first words have to say. */
  readonly says: RegExp;
  readonly form: Form;
  readonly shown: Shown;
  readonly history: readonly HistoryItem[];
}

const origin = 'http://localhost:3000';
const url = 'https://api.example.com/orders/7';
const form: Form = { ...emptyForm, url, origin, method: 'PUT', credentials: 'include', body: '{"count": 2}' };

const star = ['Access-Control-Allow-Origin', '*'] as const;
const own = ['Access-Control-Allow-Origin', origin] as const;
const json = ['Content-Type', 'application/json'] as const;

const history: readonly HistoryItem[] = [
  { id: 'b', at: 1_763_900_000_000, result: 'blocked', method: 'PUT', url, origin },
  { id: 'a', at: 1_763_899_000_000, result: 'not-cors', method: 'GET', url: 'http://127.0.0.1:9/', origin },
];

const place: Where = {
  stack: 'nginx',
  path: 'nginx/conf.d/api.conf',
  line: 14,
  snippet: 'add_header Access-Control-Allow-Headers "Content-Type" always;',
  sentence: 'This line sets Access-Control-Allow-Headers on the answer to OPTIONS.',
  fix: 'list Authorization',
};

const elsewhere: Where = {
  stack: 'express',
  path: 'services/orders/src/a/path/that/goes/on/for/quite/some/folders/server.ts',
  line: 120,
  snippet: "app.use(cors({ origin: 'http://localhost:3000' }));",
  sentence: 'This call would have answered, had nginx passed the preflight on.',
  fix: null,
};

const consent =
  'Send up to 21 GET requests to api.example.com as if from foreign origins? Ask its owner before you test a server that is not yours.';

/** A report as it is shown first. */
export function shownReport(report: ProbeReport, places: readonly Where[] | null = []): ShownReport {
  return {
    kind: 'report',
    id: 'x',
    at: 1_763_900_000_000,
    report,
    comparison: null,
    matrix: null,
    security: { kind: 'offered', consent, requests: 21, host: 'api.example.com' },
    places,
    notice: null,
  };
}

/** An API behind nginx that knows its origin and lists one header too few. */
function careless({ method, headers }: WireRequest): Canned {
  const from = headers.find(([name]) => name.toLowerCase() === 'origin')?.[1];
  const known = from === origin;
  if (method === 'OPTIONS') {
    return {
      status: 204,
      headers: [
        ['Server', 'nginx/1.26.2'],
        ...(known ? [own] : []),
        ['Access-Control-Allow-Credentials', 'true'],
        ['Access-Control-Allow-Methods', 'GET,POST,PUT'],
        ['Access-Control-Allow-Headers', 'content-type'],
        ['Access-Control-Max-Age', '86400'],
      ],
    };
  }
  return {
    status: 200,
    headers: [
      ['Server', 'nginx/1.26.2'],
      json,
      ...(known ? [own] : []),
      ['Access-Control-Allow-Credentials', 'true'],
      ['Set-Cookie', 'sid=abc; HttpOnly; SameSite=Lax; Secure'],
      ['X-Request-Id', '7'],
      ['Age', '12'],
    ],
  };
}

const put = {
  url,
  method: 'PUT',
  credentials: 'include',
  headers: [
    ['Authorization', 'Bearer abc'],
    ['Content-Type', 'application/json'],
  ],
} as const;

const markup = '<img src=x onerror="document.title=1"><script>document.title=2</script>';

/** Headers that would run, load or hide something if they were taken for anything but text. */
export const hostile: Canned = {
  status: 204,
  headers: [
    ['Access-Control-Allow-Origin', markup],
    ['Access-Control-Allow-Methods', markup],
    ['Access-Control-Allow-Headers', markup],
    ['Access-Control-Max-Age', markup],
    ['Server', markup],
    ['X-Powered-By', markup],
    ['Via', markup],
    ['Age', markup],
    ['Vary', markup],
    ['Cache-Control', markup],
    ['Set-Cookie', `${markup}=1; SameSite=${markup}`],
    [markup, markup],
    ['Link', '</x>; rel=preload; as=script'],
    ['Refresh', '0; url=javascript:document.title=3'],
    ['Location', 'javascript:document.title=4'],
    ['X-Style', '</style><style>body{display:none}</style>'],
    ['X-Long', 'a'.repeat(100_000)],
    ['X-Bytes', '\u0000\u202e\u00ff'],
  ],
};

/** The same API, and what was wrong is mended. */
function mended(request: WireRequest): Canned {
  const { status, headers } = careless(request);
  const allowed = headers.map(([name, value]): HeaderLine =>
    name === 'Access-Control-Allow-Headers' ? [name, 'content-type, authorization'] : [name, value],
  );
  return { status, headers: [...allowed, ['Vary', 'Origin']] };
}

/** An API that lets everyone in. */
function open({ headers }: WireRequest): Canned {
  const from = headers.find(([name]) => name.toLowerCase() === 'origin')?.[1] ?? 'null';
  return {
    status: 200,
    headers: [
      ['Access-Control-Allow-Origin', from],
      ['Access-Control-Allow-Credentials', 'true'],
    ],
  };
}

async function probed(): Promise<SecurityReport> {
  const request = { ...plainRequest, url, credentials: 'include' } as const;
  return securityReportOf(await securityProbe(request, securityPlan(request), canned(open)));
}

async function tested(): Promise<MatrixReport> {
  const plan = {
    request: { ...plainRequest, url },
    origins: [origin, 'https://app.example.com'],
    methods: ['GET', 'PUT', 'DELETE'],
    credentials: ['omit', 'include'],
  } as const;
  return matrixReportOf(await probeMatrix(plan, canned(careless)));
}

async function reports(): Promise<Omit<PanelState, 'form' | 'history'>[]> {
  const readable = await reportOn({ ...put, method: 'GET', headers: [] }, careless, { controls: true });
  const fixed = await reportOn(put, mended, { controls: true });
  return [
    {
      name: 'readable',
      says: /✓ Readable$/m,
      shown: shownReport(await reportOn({}, [{ status: 200, headers: [star, json] }], { controls: true })),
    },
    { name: 'fragile', says: /Readable, but fragile/, shown: shownReport(readable) },
    {
      name: 'readable-404',
      says: /✓ Readable$/m,
      shown: shownReport(await reportOn({}, [{ status: 404, headers: [star] }])),
    },
    {
      name: 'blocked-preflight',
      says: /Blocked at the preflight/,
      shown: shownReport(await reportOn(put, careless, { controls: true }), [place, elsewhere]),
    },
    {
      name: 'looking',
      says: /Blocked at the preflight/,
      shown: shownReport(await reportOn(put, careless), null),
    },
    {
      name: 'sent-anyway',
      says: /Blocked at the preflight/,
      shown: shownReport(await reportOn(put, careless, { controls: true, sendAnyway: true })),
    },
    {
      name: 'blocked-answer',
      says: /Blocked at the answer/,
      shown: shownReport(
        await reportOn({}, [{ status: 200, headers: [['Access-Control-Allow-Origin', `${origin}/`]] }]),
      ),
    },
    {
      name: 'blocked-twice',
      says: /Blocked at the answer/,
      shown: shownReport(await reportOn({}, [{ status: 200, headers: [star, own] }])),
    },
    {
      name: 'blocked-redirect',
      says: /Blocked at a redirect/,
      shown: shownReport(
        await reportOn({}, [
          { status: 301, headers: [star, ['Location', 'https://www.example.com/orders/']] },
          { status: 302, headers: [['Location', 'https://www.example.com/v2/orders/']] },
        ]),
      ),
    },
    {
      name: 'login',
      says: /A login answered/,
      shown: shownReport(
        await reportOn({}, [
          { status: 302, headers: [['Location', 'https://login.example.com/?return=orders']] },
        ]),
      ),
    },
    {
      name: 'server-failed',
      says: /The server failed with 500/,
      shown: shownReport(await reportOn({}, [{ status: 500, headers: [json] }])),
    },
    { name: 'refused-connection', says: /Not a CORS problem/, shown: shownReport(await reportOn({}, [])) },
    {
      name: 'mixed-content',
      says: /Not a CORS problem/,
      shown: shownReport(
        await reportOn({ origin: 'https://app.example.com', url: 'http://api.example.com/' }, []),
      ),
    },
    {
      name: 'before-anything-was-sent',
      says: /Blocked before anything was sent/,
      shown: shownReport(await reportOn({ method: 'TRACE' }, [])),
    },
    {
      name: 'browsers-disagree',
      says: /Readable in some browsers only/,
      shown: shownReport({
        ...readable,
        browsers: readable.browsers.map((browser) =>
          browser.engine === 'webkit'
            ? {
                ...browser,
                outcome: 'blocked',
                console: ['Fetch API cannot load it due to access control checks.'],
              }
            : browser,
        ),
      }),
    },
    {
      name: 'not-sent',
      says: /Not sent/,
      shown: shownReport(await reportOn({ ...put, headers: [] }, careless, { confirm: () => false })),
    },
    {
      name: 'fixed',
      says: /✓ Readable/,
      shown: {
        ...shownReport(fixed, [place]),
        comparison: compare(await reportOn(put, careless), fixed),
        notice:
          'nginx/conf.d/api.conf is changed: save it, restart the server if it does not do so itself, then run again.',
      },
    },
    {
      name: 'probing',
      says: /✓ Readable/,
      shown: {
        ...shownReport(readable),
        security: { kind: 'running', done: 3, requests: 21 },
        matrix: { kind: 'running', done: 4, planned: 12 },
      },
    },
    {
      name: 'probed',
      says: /✓ Readable/,
      shown: {
        ...shownReport(readable),
        security: { kind: 'done', report: await probed() },
        matrix: { kind: 'done', report: await tested() },
      },
    },
    {
      name: 'hostile',
      says: /Blocked at the preflight/,
      shown: shownReport(
        await reportOn({ ...put, url: `https://a.example/?${markup}` }, () => hostile, {
          controls: true,
          sendAnyway: true,
        }),
        [{ ...place, path: markup, snippet: markup, sentence: markup, fix: markup }],
      ),
    },
  ];
}

const consoleError = `Access to fetch at '${url}' from origin '${origin}' has been blocked by CORS policy: Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.`;

/** Every state, built anew. */
export async function panelStates(): Promise<readonly PanelState[]> {
  const filled = await takeOver(consoleError, emptyForm);
  const states: readonly Omit<PanelState, 'form' | 'history'>[] = [
    { name: 'nothing', says: /Fill in what the page/, shown: { kind: 'nothing' } },
    { name: 'filled', says: /What Chromium says/, shown: filled.shown },
    {
      name: 'running',
      says: /Testing/,
      shown: { kind: 'running', step: `Asking permission first: preflight to ${url}` },
    },
    {
      name: 'confirm',
      says: /Send PUT now/,
      shown: { kind: 'confirm', method: 'PUT', url, why: 'changes-state' },
    },
    {
      name: 'confirm-anyway',
      says: /No browser would/,
      shown: { kind: 'confirm', method: 'PUT', url, why: 'anyway' },
    },
    { name: 'cancelled', says: /Cancelled/, shown: { kind: 'cancelled' } },
    { name: 'untrusted', says: /not trusted/, shown: { kind: 'untrusted' } },
    {
      name: 'refused',
      says: /is not a header/,
      shown: {
        kind: 'refused',
        sentence: "'abc' is not a header: write a name, a colon and a value, such as 'X-Api-Key: abc'.",
      },
    },
    ...(await reports()),
  ];
  return states.map((state) => ({
    ...state,
    form: state.name === 'nothing' ? emptyForm : form,
    history: state.name === 'nothing' ? [] : history,
  }));
}
