/**
 * What the page calls, and what Chromium prints for it after "… has been blocked by CORS policy: "; null where nothing is blocked.
 * The page and the tests read this list; server.mjs answers it.
 *
 * @typedef {{ method?: string, headers?: Record<string, string>, credentials?: RequestCredentials, body?: string }} Init
 * @type {readonly { path: string, title: string, init: Init, console: string | null }[]}
 */
export const routes = [
  {
    path: '/ok',
    title: 'Allowed',
    init: { method: 'PUT', headers: { 'Content-Type': 'application/json' }, body: '{"table":4}' },
    console: null,
  },
  {
    path: '/no-allow-origin',
    title: 'No Access-Control-Allow-Origin',
    init: {},
    console: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  },
  {
    path: '/preflight-not-answered',
    title: 'Preflight not answered',
    init: { method: 'DELETE' },
    console:
      "Response to preflight request doesn't pass access control check: No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  },
  {
    path: '/wildcard-with-credentials',
    title: 'Wildcard with credentials',
    init: { credentials: 'include' },
    console:
      "The value of the 'Access-Control-Allow-Origin' header in the response must not be the wildcard '*' when the request's credentials mode is 'include'.",
  },
  {
    path: '/put-not-allowed',
    title: 'PUT not allowed',
    init: { method: 'PUT' },
    console: 'Method PUT is not allowed by Access-Control-Allow-Methods in preflight response.',
  },
  {
    path: '/authorization-not-allowed',
    title: 'Authorization not allowed',
    init: { headers: { Authorization: 'Bearer sample' } },
    console:
      'Request header field authorization is not allowed by Access-Control-Allow-Headers in preflight response.',
  },
  {
    path: '/server-error',
    title: 'A server error that looks like CORS',
    init: {},
    console: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  },
  {
    path: '/redirect',
    title: 'A redirect without CORS headers',
    init: {},
    console: "No 'Access-Control-Allow-Origin' header is present on the requested resource.",
  },
];
