import assert from 'node:assert/strict';
import { describe, it } from 'mocha';
import { engines, type Engine } from '../../../src/engines/types.ts';
import { readKept } from '../../oracle/kept.ts';

/** Every text that a browser prints about CORS, by the name that its source gives it. */
type Templates = Readonly<Record<string, RegExp>>;

const start =
  "^Access to \\S.* at '.*' (\\(redirected from '.*'\\) )?from origin '\\S+' has been blocked by CORS policy: ";
const preflightStart = `${start}Response to preflight request doesn't pass access control check: `;

function plain(text: string): RegExp {
  return new RegExp(start + text);
}

function twin(text: string): RegExp {
  return new RegExp(preflightStart + text);
}

const acao = "'Access-Control-Allow-Origin' header";
const wildcard = `The value of the ${acao} in the response must not be the wildcard '\\*' when the request's credentials mode is 'include'\\.`;
const missing = `No ${acao} is present on the requested resource\\.$`;
const multiple = `The ${acao} contains multiple values '.*', but only one is allowed\\.`;
const invalid = `The ${acao} contains the invalid value '.*'\\.`;
const mismatch = `The ${acao} has a value '.*' that is not equal to the supplied origin\\.`;
const credentials =
  "The value of the 'Access-Control-Allow-Credentials' header in the response is '.*' which must be 'true' when the request's credentials mode is 'include'\\.";
const withCredentials =
  ' The credentials mode of requests initiated by the XMLHttpRequest is controlled by the withCredentials attribute\\.$';

const chromium: Templates = {
  kDisallowedByMode: plain('Cross origin requests are not allowed by request mode\\.'),
  kInvalidResponse: plain('The response is invalid\\.'),
  kWildcardOriginNotAllowed: plain(`${wildcard}$`),
  kPreflightWildcardOriginNotAllowed: twin(`${wildcard}$`),
  'kWildcardOriginNotAllowed, XMLHttpRequest': plain(wildcard + withCredentials),
  'kPreflightWildcardOriginNotAllowed, XMLHttpRequest': twin(wildcard + withCredentials),
  kMissingAllowOriginHeader: plain(missing),
  kPreflightMissingAllowOriginHeader: twin(missing),
  kMultipleAllowOriginValues: plain(multiple),
  kPreflightMultipleAllowOriginValues: twin(multiple),
  kInvalidAllowOriginValue: plain(invalid),
  kPreflightInvalidAllowOriginValue: twin(invalid),
  kAllowOriginMismatch: plain(mismatch),
  kPreflightAllowOriginMismatch: twin(mismatch),
  'kAllowOriginMismatch, fetch': plain(`${mismatch} Have the server send the header with a valid value\\.$`),
  'kAllowOriginMismatch, not fetch': plain(`${mismatch}$`),
  kInvalidAllowCredentials: plain(`${credentials}$`),
  kPreflightInvalidAllowCredentials: twin(`${credentials}$`),
  'kInvalidAllowCredentials, XMLHttpRequest': plain(credentials + withCredentials),
  'kPreflightInvalidAllowCredentials, XMLHttpRequest': twin(credentials + withCredentials),
  kCorsDisabledScheme: plain(
    'Cross origin requests are only supported for protocol schemes: chrome, .*, http, https',
  ),
  kPreflightInvalidStatus: twin('It does not have HTTP ok status\\.$'),
  kPreflightDisallowedRedirect: twin('Redirect is not allowed for a preflight request\\.$'),
  kInvalidAllowMethodsPreflightResponse: plain(
    'Cannot parse Access-Control-Allow-Methods response header field in preflight response\\.$',
  ),
  kInvalidAllowHeadersPreflightResponse: plain(
    'Cannot parse Access-Control-Allow-Headers response header field in preflight response\\.$',
  ),
  kMethodDisallowedByPreflightResponse: plain(
    'Method \\S+ is not allowed by Access-Control-Allow-Methods in preflight response\\.$',
  ),
  kHeaderDisallowedByPreflightResponse: plain(
    'Request header field \\S+ is not allowed by Access-Control-Allow-Headers in preflight response\\.$',
  ),
  kRedirectContainsCredentials: plain(
    "Redirect location '' contains a username and password, which is disallowed for cross-origin requests\\.$",
  ),
  kInsecureLocalNetwork: plain(
    'The request client is not a secure context and the resource is in more-private address space `\\w+`\\.$',
  ),
  kInvalidLocalNetworkAccess: plain(
    'Request had a target IP address space of `\\w+` yet the resource is in address space `\\w+`\\.$',
  ),
  kLocalNetworkAccessPermissionDenied: plain(
    'Permission was denied for this request to access the `\\w+` address space\\.$',
  ),
  'fetch of another scheme': /^Fetch API cannot load \S+ URL scheme "\w+" is not supported\.$/,
  'fetch in mode same-origin':
    /^Fetch API cannot load \S+ Request mode is "same-origin" but the URL's origin is not same as the request origin \S+\.$/,
  'fetch in mode no-cors':
    /^Fetch API cannot load \S+ Request mode is "no-cors" but the redirect mode is not "follow"\.$/,
  'unsafe attempt':
    /^Unsafe attempt to load URL \S+ from frame with URL \S+ Domains, protocols and ports must match\.\n$/,
};

function blocked(reason: string, status = ''): RegExp {
  return new RegExp(
    `^Cross-Origin Request Blocked: The Same Origin Policy disallows reading the remote resource at \\S+\\. \\(Reason: ${reason}\\)\\.${status}$`,
  );
}

const status = ' Status code: \\d+\\.';

const firefox: Templates = {
  CORSDisabled: blocked('CORS disabled'),
  CORSDidNotSucceed2: blocked('CORS request did not succeed', ' Status code: \\(null\\)\\.'),
  CORSOriginHeaderNotAdded: blocked('CORS header ‘Origin’ cannot be added'),
  CORSExternalRedirectNotAllowed: blocked('CORS request external redirect not allowed'),
  CORSRequestNotHttp: blocked('CORS request not http'),
  CORSMissingAllowOrigin2: blocked('CORS header ‘Access-Control-Allow-Origin’ missing', status),
  CORSMultipleAllowOriginNotAllowed: blocked(
    'Multiple CORS header ‘Access-Control-Allow-Origin’ not allowed',
  ),
  CORSAllowOriginNotMatchingOrigin: blocked('CORS header ‘Access-Control-Allow-Origin’ does not match ‘.*’'),
  CORSNotSupportingCredentials: blocked(
    'Credential is not supported if the CORS header ‘Access-Control-Allow-Origin’ is ‘\\*’',
  ),
  CORSMissingAllowCredentials: blocked('expected ‘true’ in CORS header ‘Access-Control-Allow-Credentials’'),
  CORSPreflightDidNotSucceed3: blocked('CORS preflight response did not succeed', status),
  CORSInvalidAllowMethod: blocked('invalid token ‘.*’ in CORS header ‘Access-Control-Allow-Methods’'),
  CORSInvalidAllowHeader: blocked('invalid token ‘.*’ in CORS header ‘Access-Control-Allow-Headers’'),
  CORSMethodNotFound: blocked('Did not find method in CORS header ‘Access-Control-Allow-Methods’'),
  CORSMissingAllowHeaderFromPreflight2: blocked(
    'header ‘\\S+’ is not allowed according to header ‘Access-Control-Allow-Headers’ from CORS preflight response',
  ),
  CORSAllowHeaderFromPreflightDeprecation:
    /^Cross-Origin Request Warning: The Same Origin Policy will disallow reading the remote resource at \S+ soon\./,
  CheckLoadURIError: /^Security Error: Content at \S+ may not load or link to \S+\.$/,
  CheckSameOriginError: /^Security Error: Content at \S+ may not load data from \S+\.$/,
};

const denied = '^Cross-origin redirection to \\S+ denied by Cross-Origin Resource Sharing policy: ';

const webkit: Templates = {
  'wildcard with credentials':
    /^Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true\.$/,
  'more than one origin': /^Access-Control-Allow-Origin cannot contain more than one origin\.$/,
  'origin not allowed': /^Origin \S+ is not allowed by Access-Control-Allow-Origin\. Status code: \d+$/,
  'credentials not allowed':
    /^Credentials flag is true, but Access-Control-Allow-Credentials is not "true"\.$/,
  'preflight status': /^Preflight response is not successful\. Status code: \d+$/,
  'invalid methods': /^Header Access-Control-Allow-Methods has an invalid value: /,
  'invalid headers': /^Header Access-Control-Allow-Headers has an invalid value: /,
  'method not allowed': /^Method \S+ is not allowed by Access-Control-Allow-Methods\.$/,
  'header not allowed': /^Request header field \S+ is not allowed by Access-Control-Allow-Headers\.$/,
  'redirect not allowed': new RegExp(`${denied}Origin `),
  'redirect, wildcard': new RegExp(
    `${denied}Cannot use wildcard in Access-Control-Allow-Origin when credentials flag is true\\.$`,
  ),
  'redirect, more than one origin': new RegExp(
    `${denied}Access-Control-Allow-Origin cannot contain more than one origin\\.$`,
  ),
  'redirect, credentials not allowed': new RegExp(
    `${denied}Credentials flag is true, but Access-Control-Allow-Credentials is not "true"\\.$`,
  ),
  'redirect with credentials': new RegExp(`${denied}redirection URL \\S+ has credentials$`),
  'redirect to another scheme': new RegExp(
    `${denied}not allowed to follow a cross-origin CORS redirection with non CORS scheme$`,
  ),
  'redirect not followed': /^Not allowed to follow a redirection while loading \S+$/,
  'too many redirects': /^Load cannot follow more than 20 redirections$/,
  'another scheme': /^Cross origin requests are only supported for HTTP\.$/,
  'scheme of a redirect': /^Redirection to URL with a scheme that is not HTTP\(S\)\.$/,
  FTP: /^FTP URLs are disabled$/,
  'local resource': /^Not allowed to load local resource: \S+$/,
  'no-cors without follow': /^No-Cors mode requires follow redirect mode$/,
  'not requested': /^Not allowed to request resource$/,
  'connection closed': /^Connection terminated unexpectedly$/,
  'connection reset': /^Error receiving data: Connection reset by peer$/,
  'unsafe attempt':
    /^Unsafe attempt to load URL \S+ from origin \S+ Domains, protocols and ports must match\.$/,
  'fetch, blocked': /^Fetch API cannot load \S+ due to access control checks\.$/,
  'fetch, of another origin': /^Fetch API cannot load \S+\.$/,
  'XMLHttpRequest, blocked': /^XMLHttpRequest cannot load \S+ due to access control checks\.$/,
  'image, blocked': /^Cannot load image \S+ due to access control checks\.$/,
  'script, blocked': /^Cross-origin script load denied by Cross-Origin Resource Sharing policy\.$/,
  'track, blocked': /^Cross-origin text track load denied by Cross-Origin Resource Sharing policy\.$/,
};

const templates: Readonly<Record<Engine, Templates>> = { chromium, firefox, webkit };

/** Texts that no kept case shows, and why the browser cannot be brought to print them. */
const unprinted: Readonly<Record<string, string>> = {
  kDisallowedByMode: 'fetch() has a line of its own, and nothing else lets a page choose mode same-origin',
  kInvalidResponse: 'no answer over HTTP brings it up',
  CORSDisabled:
    'only with the preference content.cors.disable; test/oracle/corsDisabled.test.ts reads it there',
  CORSOriginHeaderNotAdded: 'only for expanded principals, which extensions have',
  CORSAllowHeaderFromPreflightDeprecation: 'a warning, which WebDriver BiDi does not hand on',
};

describe('the texts of the consoles', () => {
  const kept = readKept();
  for (const engine of engines) {
    const printed = kept.flatMap((item) => item.browsers[engine]?.console ?? []);
    for (const [name, pattern] of Object.entries(templates[engine])) {
      if (name in unprinted) {
        it(`${engine} does not print ${name}: ${unprinted[name]}`, () =>
          assert.ok(!printed.some((line) => pattern.test(line))));
      } else {
        it(`${engine} prints ${name}`, () => assert.ok(printed.some((line) => pattern.test(line))));
      }
    }
    it(`${engine} prints nothing else`, () => {
      const known = Object.values(templates[engine]);
      assert.deepEqual(
        printed.filter((line) => !known.some((pattern) => pattern.test(line))),
        [],
      );
    });
  }
});
