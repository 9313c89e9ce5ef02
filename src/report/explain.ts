import type { ConsoleCause, ConsoleMessage } from '../engines/parseTypes.ts';

type StackName = 'Express' | 'FastAPI' | 'nginx' | 'Apache';

/** What a console message means, for someone who has never heard of CORS. */
export interface Explanation {
  readonly message: ConsoleMessage;
  /** What is wrong, and who must change it. */
  readonly reason: string;
  readonly who: 'server' | 'page' | 'network';
  /** What to write where; empty when the server's CORS settings are not at fault. */
  readonly changes: readonly { readonly stack: StackName; readonly text: string }[];
}

/** What a fix needs to know; words in place of what the message does not name. */
interface Facts {
  readonly origin: string;
  readonly url: string;
  readonly method: string;
  readonly header: string;
  readonly value: string;
  readonly status: string;
}

export function explain(message: ConsoleMessage): Explanation {
  const { who, reason, changes } = meanings[message.cause] ?? unknown;
  const facts = factsOf(message);
  const written = changes === undefined ? [] : Object.entries(changes(facts));
  return {
    message,
    who,
    reason: reason(facts, message),
    changes: written.map(([stack, text]) => ({ stack: stack as StackName, text })),
  };
}

const UNNAMED = 'the origin of your page';

function pagesOn(origin: string): string {
  return origin === UNNAMED ? 'your page' : `pages on ${origin}`;
}

function factsOf({ pageOrigin, url, method, header, value, status }: ConsoleMessage): Facts {
  const isOrigin = pageOrigin !== null && pageOrigin !== 'null';
  return {
    origin: isOrigin ? pageOrigin : UNNAMED,
    url: url ?? 'the URL',
    method: method ?? 'the method',
    header: header ?? 'the header',
    value: value ?? 'something else',
    status: status === null ? 'an error status' : String(status),
  };
}

interface Meaning {
  readonly who: Explanation['who'];
  readonly reason: (facts: Facts, message: ConsoleMessage) => string;
  readonly changes?: (facts: Facts) => Readonly<Record<StackName, string>>;
}

/** Placeholders that stand in code where the message names nothing. */
function quotable({ origin }: Facts): string {
  return origin.includes(' ') ? 'https://your-page.example' : origin;
}

function allowOrigin(facts: Facts): Record<StackName, string> {
  const origin = quotable(facts);
  return {
    Express: `app.use(cors({ origin: '${origin}' })) before the routes`,
    FastAPI: `app.add_middleware(CORSMiddleware, allow_origins=["${origin}"])`,
    nginx: `add_header Access-Control-Allow-Origin "${origin}" always; in the location that answers`,
    Apache: `Header always set Access-Control-Allow-Origin "${origin}"`,
  };
}

function withCredentials(facts: Facts): Record<StackName, string> {
  const origin = quotable(facts);
  return {
    Express: `cors({ origin: '${origin}', credentials: true })`,
    FastAPI: `CORSMiddleware with allow_origins=["${origin}"], allow_credentials=True`,
    nginx: `add_header Access-Control-Allow-Origin "${origin}" always; add_header Access-Control-Allow-Credentials "true" always;`,
    Apache: `Header always set Access-Control-Allow-Origin "${origin}" and Header always set Access-Control-Allow-Credentials "true"`,
  };
}

function answerOptions(facts: Facts): Record<StackName, string> {
  const origin = quotable(facts);
  return {
    Express: 'app.use(cors(…)) before authentication and before the routes: it answers OPTIONS itself',
    FastAPI:
      'CORSMiddleware added last, so that it stands outside of everything else: it answers OPTIONS itself',
    nginx: `if ($request_method = OPTIONS) { add_header Access-Control-Allow-Origin "${origin}" always; add_header Access-Control-Allow-Methods "…" always; add_header Access-Control-Allow-Headers "…" always; return 204; }`,
    Apache:
      'RewriteCond %{REQUEST_METHOD} =OPTIONS, RewriteRule ^ - [R=204,L], and the headers with Header always set',
  };
}

function allowMethod(facts: Facts): Record<StackName, string> {
  const method = facts.method.includes(' ') ? 'PUT' : facts.method;
  return {
    Express: `cors({ …, methods: ['GET', 'POST', '${method}'] })`,
    FastAPI: `CORSMiddleware with allow_methods=["GET", "POST", "${method}"] (the default is GET only)`,
    nginx: `add_header Access-Control-Allow-Methods "GET, POST, ${method}" always; where OPTIONS is answered`,
    Apache: `Header always set Access-Control-Allow-Methods "GET, POST, ${method}"`,
  };
}

function allowHeader(facts: Facts): Record<StackName, string> {
  const header = facts.header.includes(' ') ? 'Content-Type' : facts.header;
  return {
    Express: `cors({ …, allowedHeaders: ['Content-Type', '${header}'] }), or leave allowedHeaders out: then all are allowed`,
    FastAPI: `CORSMiddleware with allow_headers=["${header}"]`,
    nginx: `add_header Access-Control-Allow-Headers "Content-Type, ${header}" always; where OPTIONS is answered`,
    Apache: `Header always set Access-Control-Allow-Headers "Content-Type, ${header}"`,
  };
}

function oneOrigin(facts: Facts): Record<StackName, string> {
  const origin = quotable(facts);
  return {
    Express: 'cors() in one place only, and no res.header(…) for the same header beside it',
    FastAPI: `allow_origins=["${origin}"], and no CORS headers in the proxy in front`,
    nginx: 'proxy_hide_header Access-Control-Allow-Origin; where nginx adds the header itself',
    Apache:
      'Header always set instead of Header add, and Header unset for what the application behind it sends',
  };
}

const unknown: Meaning = {
  who: 'server',
  reason: ({ url }) =>
    `The browser kept the answer of ${url} from the page, and the message does not say why.`,
};

/** By cause. A cause without `changes` is not mended in the server's CORS settings. */
const meanings: Readonly<Partial<Record<ConsoleCause, Meaning>>> = {
  'missing-allow-origin': {
    who: 'server',
    reason: ({ url, origin }, { preflight }) =>
      `The server does not say that ${pagesOn(origin)} may read ${url}: its answer${preflight === true ? ' to the preflight (OPTIONS)' : ''} has no Access-Control-Allow-Origin. If the server failed or redirected instead of answering, mend that first.`,
    changes: allowOrigin,
  },
  'origin-not-allowed': {
    who: 'server',
    reason: ({ url, origin }) =>
      `The Access-Control-Allow-Origin of ${url} is missing or names another origin than ${origin}.`,
    changes: allowOrigin,
  },
  'multiple-allow-origin': {
    who: 'server',
    reason: ({ url }) =>
      `${url} sends more than one Access-Control-Allow-Origin. Often the application and the proxy in front of it both add it.`,
    changes: oneOrigin,
  },
  'invalid-allow-origin': {
    who: 'server',
    reason: ({ value, origin }) =>
      `Access-Control-Allow-Origin is “${value}”, which is no origin; it must be ${origin}.`,
    changes: allowOrigin,
  },
  'allow-origin-mismatch': {
    who: 'server',
    reason: ({ value, origin }) =>
      `The server allows “${value}”, and the page is on ${origin}. The two must be equal to the letter: scheme, host, port, and no slash at the end.`,
    changes: allowOrigin,
  },
  'wildcard-with-credentials': {
    who: 'server',
    reason: ({ origin }) =>
      `The request carries cookies, and then Access-Control-Allow-Origin must name ${origin} instead of “*”. A page that needs no cookies can leave credentials: 'include' out.`,
    changes: withCredentials,
  },
  'allow-credentials-not-true': {
    who: 'server',
    reason: () =>
      'The request carries cookies, and the answer lacks Access-Control-Allow-Credentials: true, written in lower case.',
    changes: withCredentials,
  },
  'preflight-status': {
    who: 'server',
    reason: ({ url, status }) =>
      `Before the request, the browser asked ${url} with OPTIONS whether it may send it, and got ${status}. The answer to OPTIONS must be 200 or 204, also without a login.`,
    changes: answerOptions,
  },
  'preflight-redirect': {
    who: 'server',
    reason: ({ url }) =>
      `The server redirects the OPTIONS request to ${url}, which browsers do not follow. Call the URL that it redirects to (often https, or a slash at the end), or answer OPTIONS before the redirect.`,
    changes: answerOptions,
  },
  'method-not-allowed': {
    who: 'server',
    reason: ({ method }) =>
      `The server does not list ${method} in Access-Control-Allow-Methods of its answer to OPTIONS.`,
    changes: allowMethod,
  },
  'header-not-allowed': {
    who: 'server',
    reason: ({ header }) =>
      `The page sends the header ${header}, and the server does not list it in Access-Control-Allow-Headers of its answer to OPTIONS.`,
    changes: allowHeader,
  },
  'invalid-allow-methods': {
    who: 'server',
    reason: () =>
      'Access-Control-Allow-Methods cannot be read: it must hold method names with commas between them, nothing else.',
    changes: allowMethod,
  },
  'invalid-allow-headers': {
    who: 'server',
    reason: () =>
      'Access-Control-Allow-Headers cannot be read: it must hold header names with commas between them, nothing else.',
    changes: allowHeader,
  },
  'redirect-with-credentials': {
    who: 'server',
    reason: ({ url }) =>
      `${url} redirects to a URL with a user name or password in it, which browsers refuse.`,
  },
  'redirect-to-other-scheme': {
    who: 'server',
    reason: ({ url }) => `${url} redirects to something that is not http or https.`,
  },
  'redirect-not-followed': {
    who: 'page',
    reason: ({ url }) =>
      `${url} answers with a redirect, and the page asked for none: call the URL that it leads to.`,
  },
  'too-many-redirects': {
    who: 'server',
    reason: ({ url }) => `The redirects of ${url} do not end.`,
  },
  'cross-origin-disallowed-by-mode': {
    who: 'page',
    reason: ({ url }) =>
      `The page asked with mode “same-origin”, and ${url} is of another origin: leave the mode out.`,
  },
  'scheme-not-supported': {
    who: 'page',
    reason: ({ url }) =>
      `Pages can call http and https only; ${url} is neither, or the page itself was opened from a file. Serve the page from a web server.`,
  },
  'request-refused': {
    who: 'page',
    reason: () =>
      'The browser refuses this combination of options of fetch(): mode “no-cors” follows redirects always.',
  },
  'connection-failed': {
    who: 'network',
    reason: ({ url }) =>
      `No answer came from ${url}. This is no CORS problem: look whether the server runs, whether its certificate is trusted, and whether something blocks the request.`,
  },
  'target-address-space-mismatch': {
    who: 'page',
    reason: ({ url, value }) =>
      `The page gives another targetAddressSpace than that of ${url}, which is “${value}”: set it to that, or leave it out.`,
  },
  'local-network-insecure': {
    who: 'page',
    reason: ({ url }) =>
      `The browser protects the local network: a page from the internet may call ${url} only from https. Serve the page over https.`,
  },
  'local-network-denied': {
    who: 'page',
    reason: ({ url }) =>
      `The browser protects the local network: a page from the internet may call ${url} only after the user has allowed it, in the browser's settings for the page.`,
  },
  'local-network-access': {
    who: 'server',
    reason: ({ url }) =>
      `The browser protects the local network: a page from the internet may call ${url} only when the server answers the preflight with Access-Control-Allow-Private-Network: true. Newer versions of Chromium ask the user instead.`,
  },
};
