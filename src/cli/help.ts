import { UsageError, type Subcommand } from './io.ts';

const usage = `Preflight finds CORS mistakes in source code and tests an endpoint as a browser would.

  preflight check [PATH…]    find CORS mistakes in Express, FastAPI, nginx and Apache code
  preflight test URL         send what a browser would send, and say what it makes of the answer
  preflight matrix URL       the same for several origins and methods, in one table
  preflight judge FILE|-     say what browsers make of recorded exchanges (a HAR, or JSON lines)
  preflight explain TEXT|-   say what a console message means, and what to change
  preflight rules            list the rules of check
  preflight help COMMAND     explain a command
  preflight --version
`;

const texts: Readonly<Record<string, string | undefined>> = {
  check: `preflight check [PATH…] [--format text|json] [--fail-on exposed|broken|fragile|hygiene|never]
                [--also RULE]…

Reads files and folders (this folder when none is named) and prints what is wrong. Skips node_modules, dist,
folders with a dot in front, and what .gitignore names.

  --format    text, or json for other programs
  --fail-on   the mildest class that makes the exit code 1; broken when left out
  --also      a rule that speaks on request only; “preflight rules” marks them

Exit code: 0 nothing at or above --fail-on, 1 findings, 2 wrong arguments or a file that cannot be read.
`,
  test: `preflight test URL|TEXT|- [--origin O] [--method M] [--header 'N: v']… [--data TEXT]
               [--credentials omit|same-origin|include] [--timeout SECONDS] [--send] [--anyway] [--no-controls]
               [--security --yes] [--workspace DIR] [--proxy URL] [--insecure] [--ca FILE]…
               [--format text|json|har|markdown]

Sends the preflight and the request that a page on the origin would make the browser send, follows redirects as
a browser does, and says what the page gets. Instead of a URL it takes, in quotes or from standard input (-), what
you copied: a curl command, a fetch() call, an HTTP request or the error from a browser's console.

  -o, --origin       origin of the page; http://localhost:3000 when left out
  -X, --method       GET when left out, POST with --data; a method that changes data is sent when it is named here
  -H, --header       a header that the page sets; 'Cookie: …' stands for the browser's cookies
  -d, --data         body of the request
  -c, --credentials  whether cookies go along; same-origin when left out, as in fetch()
      --timeout      seconds to wait for each answer; 10 when left out
      --send         send the method of a copied text also when it changes data
      --anyway       send the request also when the preflight failed, to see what the server answers
      --no-controls  leave out the comparisons: at most four more GET, HEAD or OPTIONS, without an Origin, from an
                     unknown origin, on an unknown path, and OPTIONS with what authorises the request
      --security     try up to 30 foreign origins, one GET, HEAD or OPTIONS each; says how many, and asks for --yes
  -y, --yes          agree to that
  -w, --workspace    folder with the server's code: names the lines that the outcome comes from
      --proxy        proxy for every host; HTTP_PROXY, HTTPS_PROXY, ALL_PROXY and NO_PROXY count when left out
  -k, --insecure     go on when the certificate is not trusted
      --ca           file with certificates (PEM) of authorities to trust; NODE_EXTRA_CA_CERTS counts too
      --format       text; json, har or markdown for other programs and for issues, secrets left out

Exit code: 0 the page can read the answer, 1 blocked by CORS, 2 wrong arguments, 3 something fails that is not CORS,
4 readable, but --security found a way in, 5 not sent, because it changes data, 130 interrupted.
`,
  matrix: `preflight matrix URL [--origin O]… [--method M]… [--credentials omit|same-origin|include|both]
               [--header 'N: v']… [--data TEXT] [--timeout SECONDS] [--send] [--proxy URL] [--insecure] [--ca FILE]…
               [--format text|json|markdown]

Tests one URL from several origins with several methods, and prints one table. Of methods that change data only
the preflight is sent; with --header 'Content-Type: application/json' POST has one too.

  -o, --origin       origin of the page, as often as you like; http://localhost:3000 when left out
  -X, --method       as often as you like; GET, POST, PUT, PATCH and DELETE when left out
  -c, --credentials  both tests without and with cookies
      --send         send the requests that change data too
      --format       text; json or markdown for other programs and for issues
  The other options are those of test.

Exit code: 0 nothing fails, 1 something is blocked by CORS, 2 wrong arguments, 3 only failures that are not CORS,
130 interrupted.
`,
  judge: `preflight judge FILE|- [--format text|json]

Reads a HAR as browsers' developer tools export it, or JSON lines with one exchange each, and says what the Fetch
standard and each browser make of every exchange. Nothing is sent. A line of JSON is
{"id", "request": {"url", "origin", "method", "headers": [[name, value]…], "credentials", "mode", "redirect", "body",
"initiator"}, "responses": [{"url", "preflight", "status", "headers"} or {"url", "preflight", "error"}…]}; url and origin
are enough.

  --format    text, or json with one line for each exchange

Exit code: 0 everything was judged, 2 wrong arguments or something that cannot be read.
`,
  explain: `preflight explain TEXT|- [--format text|json]

Finds the CORS messages of Chrome, Firefox and Safari in a text as copied from their consoles, and says for each what
is wrong and what to change in Express, FastAPI, nginx and Apache.

  --format    text, or json with one line for each message

Exit code: 0 explained, 1 the text holds no CORS message, 2 wrong arguments.
`,
  rules: `preflight rules [--format text|json]

Lists every rule with its class: exposed (someone can read what they should not), broken (a call fails for
certain), fragile (works until an error, a cache or an update), hygiene (dead or misleading). A rule “on request”
needs check --also RULE.
`,
};

/** `preflight help [COMMAND]`. */
export const help: Subcommand = async ([command], io) => {
  if (command === undefined) {
    io.stdout(usage);
    return 0;
  }
  const text = texts[command];
  if (text === undefined)
    throw new UsageError(`There is no command “${command}”: “preflight help” lists them.`);
  io.stdout(text);
  return 0;
};
