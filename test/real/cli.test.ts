import assert from 'node:assert/strict';
import { generate } from 'selfsigned';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'mocha';
import type { MatrixReport } from '../../src/report/matrix.ts';
import type { SecurityReport } from '../../src/report/security.ts';
import type { ProbeReport } from '../../src/report/types.ts';
import { root } from './live/paths.ts';
import { preflight } from './live/preflight.ts';
import { freePort, header, serveAnswers, serveRaw, type RawServer } from './live/rawServer.ts';

const USAGE = 2;
const NOT_CORS = 3;

describe('preflight test with bad input: one sentence, the right exit code', () => {
  const cases: { what: string; args: string[]; says: RegExp }[] = [
    {
      what: 'a URL that does not parse',
      args: ['http://'],
      says: /^preflight: “http:\/\/” is not a URL: give the whole address/,
    },
    {
      what: 'a URL without a scheme',
      args: ['localhost:8080/orders'],
      says: /^preflight: “localhost:8080\/orders” is not a URL: give the whole address, such as http:\/\/localhost:8080\/orders\.$/m,
    },
    { what: 'no URL', args: [], says: /^preflight: No URL to test/ },
    { what: 'two URLs', args: ['http://a.test/', 'http://b.test/'], says: /one argument too many/ },
    {
      what: 'an invalid method',
      args: ['http://localhost:1/', '--method', 'GET IT'],
      says: /^preflight: “GET IT” is not an HTTP method/,
    },
    {
      what: 'a header without a colon',
      args: ['http://localhost:1/', '--header', 'Authorization Bearer x'],
      says: /^preflight: “Authorization Bearer x” is not a header: write it as 'Name: value'/,
    },
    {
      what: 'a header with a character that no header can carry',
      args: ['http://localhost:1/', '--header', 'X-Price: 5 €'],
      says: /^preflight: “X-Price: 5 €” is not a header that can be sent/,
    },
    {
      what: 'a header name with a space',
      args: ['http://localhost:1/', '--header', 'My Header: 1'],
      says: /^preflight: “My Header: 1” is not a header that can be sent/,
    },
    {
      what: 'an origin that is none',
      args: ['http://localhost:1/', '--origin', 'localhost'],
      says: /^preflight: “localhost” is not an origin/,
    },
    {
      what: 'unknown credentials',
      args: ['http://localhost:1/', '--credentials', 'yes'],
      says: /^preflight: --credentials is one of omit, same-origin, include, not “yes”/,
    },
    {
      what: 'an unknown option',
      args: ['http://localhost:1/', '--orign', 'http://a.test'],
      says: /^preflight: There is no option --orign: “preflight help test” lists the options/,
    },
    {
      what: 'an option without its value',
      args: ['http://localhost:1/', '--origin'],
      says: /^preflight: The option --origin needs a value/,
    },
    {
      what: 'a timeout that is no number',
      args: ['http://localhost:1/', '--timeout', 'soon'],
      says: /^preflight: --timeout is a number of seconds/,
    },
  ];
  for (const { what, args, says } of cases) {
    it(what, async () => {
      const { code, stdout, stderr } = await preflight(['test', ...args]);
      assert.equal(code, USAGE);
      assert.match(stderr, says);
      assert.equal(stderr.trimEnd().split('\n').length, 1);
      assert.equal(stdout, '');
    });
  }
});

describe('preflight test when no answer comes: one sentence, exit code 3', () => {
  const servers: RawServer[] = [];
  const serve = async (server: Promise<RawServer>): Promise<RawServer> => {
    servers.push(await server);
    return server;
  };

  after(() => servers.forEach((server) => server.close()));

  async function sentenceFor(url: string, ...args: string[]): Promise<string> {
    const { code, stdout, stderr } = await preflight(['test', url, '--format', 'json', ...args]);
    const report = JSON.parse(stdout) as ProbeReport;
    assert.equal(code, NOT_CORS);
    assert.equal(report.result, 'not-cors');
    assert.equal(stderr, '');
    for (const { console } of report.browsers.filter(({ engine }) => engine === 'chromium')) {
      assert.deepEqual(console, []);
    }
    return report.sentence;
  }

  it('a port on which nothing listens', async () => {
    const port = await freePort();
    assert.equal(
      await sentenceFor(`http://127.0.0.1:${port}/`),
      `Nothing listens on 127.0.0.1:${port}: start the server, or check the port.`,
    );
  });

  it('a server that closes the connection', async () => {
    const { port } = await serve(serveRaw((socket) => socket.once('data', () => socket.end())));
    assert.equal(
      await sentenceFor(`http://127.0.0.1:${port}/orders`),
      `127.0.0.1:${port} closed the connection without answering GET /orders: look into the server's log.`,
    );
  });

  it('a server that breaks the connection off', async () => {
    const { port } = await serve(serveRaw((socket) => socket.once('data', () => socket.resetAndDestroy())));
    assert.equal(
      await sentenceFor(`http://127.0.0.1:${port}/orders`, '--method', 'PUT'),
      `127.0.0.1:${port} broke the connection off instead of answering OPTIONS /orders: look into the server's log.`,
    );
  });

  it('a silent server', async () => {
    const { port } = await serve(serveRaw(() => undefined));
    assert.equal(
      await sentenceFor(`http://127.0.0.1:${port}/`, '--timeout', '0.3'),
      `127.0.0.1:${port} did not answer GET / within 0.3 s: look into what the server waits for.`,
    );
  });

  it('a server that does not speak HTTP', async () => {
    const { port } = await serve(serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n')));
    assert.match(
      await sentenceFor(`http://127.0.0.1:${port}/`),
      /answered GET \/ with something that is not HTTP/,
    );
  });

  it('https on a port that speaks http', async () => {
    const refusal = 'HTTP/1.1 400 Bad Request\r\n\r\n';
    const { port } = await serve(serveRaw((socket) => socket.once('data', () => socket.end(refusal))));
    assert.equal(
      await sentenceFor(`https://127.0.0.1:${port}/`),
      `127.0.0.1:${port} speaks plain http: use http:// in the URL, or set up https on the server.`,
    );
  });

  it('https on a port that stays silent', async () => {
    const { port } = await serve(serveRaw(() => undefined));
    assert.equal(
      await sentenceFor(`https://127.0.0.1:${port}/`, '--timeout', '1'),
      `127.0.0.1:${port} does not answer in TLS: check that the port speaks https, or use http:// in the URL.`,
    );
  });

  it('a host name that does not exist', async () => {
    assert.match(
      await sentenceFor('http://nobody.invalid/'),
      /^No server has the name nobody\.invalid: check its spelling/,
    );
  });

  it('a port that browsers never call', async () => {
    assert.equal(
      await sentenceFor('http://127.0.0.1:25/'),
      'Browsers never call port 25, which belongs to another protocol: let the server listen on another port.',
    );
  });

  it('a method that no page may send', async () => {
    assert.equal(
      await sentenceFor('http://127.0.0.1:1/', '--method', 'trace'),
      'No page may send TRACE: browsers refuse it before anything is sent.',
    );
  });

  it('mixed content', async () => {
    assert.equal(
      await sentenceFor('http://api.example/', '--origin', 'https://shop.example'),
      'A page on https may not call http://api.example (mixed content): serve the API over https.',
    );
  });
});

describe('preflight test over https', () => {
  let server: ReturnType<typeof createTlsServer>;
  let port: number;

  before(async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }], {
      extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: 'localhost' }] }],
    });
    server = createTlsServer({ key, cert }, (socket: TLSSocket) =>
      socket.on('error', () => socket.destroy()),
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({ port } = server.address() as AddressInfo);
  });

  after(() => server.close());

  it('names what is wrong with the certificate', async () => {
    const { code, stdout } = await preflight(['test', `https://localhost:${port}/`, '--format', 'json']);
    const report = JSON.parse(stdout) as ProbeReport;
    assert.equal(code, NOT_CORS);
    assert.match(
      report.sentence,
      /^The certificate of localhost:\d+ is self-signed, so browsers refuse the connection/,
    );
    assert.equal(report.failure?.code, 'DEPTH_ZERO_SELF_SIGNED_CERT');
  });
});

describe('preflight test and preflight matrix for other programs', () => {
  const page = 'http://localhost:3000';
  let server: RawServer;

  before(async () => {
    server = await serveAnswers((request) => {
      const origin = header(request, 'origin');
      const allow =
        origin === page || request.requestLine.includes(' /everyone ')
          ? [`Access-Control-Allow-Origin: ${origin ?? page}`, 'Access-Control-Allow-Credentials: true']
          : [];
      const methods = request.requestLine.startsWith('OPTIONS') ? ['Access-Control-Allow-Methods: PUT'] : [];
      return ['HTTP/1.1 200 OK', ...allow, ...methods, 'Content-Length: 0', '', ''].join('\r\n');
    });
  });

  beforeEach(() => server.captured.splice(0));
  after(() => server.close());

  const sentLines = (): string[] => server.captured.map(({ requestLine }) => requestLine.split(' ')[0] ?? '');

  it('prints nothing but the document', async () => {
    const url = `${server.origin}/orders?token=s3cret`;
    const formats: Record<string, RegExp> = {
      json: /^\{\n {2}"version": 2,/,
      har: /^\{\n {2}"log": \{\n {4}"version": "1\.2",/,
      markdown: /^### Readable: `GET /,
      text: /^✓ Readable\./,
    };
    for (const [format, start] of Object.entries(formats)) {
      const { code, stdout, stderr } = await preflight(['test', url, '--format', format]);
      assert.match(stdout, start);
      assert.equal(stderr, '');
      assert.equal(code, 0);
      assert.doesNotMatch(stdout, /s3cret/);
    }
  });

  it('writes a HAR that preflight judge reads, with the same verdict', async () => {
    const { stdout } = await preflight([
      'test',
      `${server.origin}/orders`,
      '-o',
      'http://evil.test',
      '--format',
      'har',
    ]);
    const folder = await mkdtemp(path.join(tmpdir(), 'preflight-har-'));
    const file = path.join(folder, 'test.har');
    await writeFile(file, stdout);
    const judged = await preflight(['judge', file]);
    await rm(folder, { recursive: true });
    assert.match(judged.stdout, /from http:\/\/evil\.test: blocked by CORS/);
    assert.equal(judged.code, 0);
  });

  it('compares with at most four more requests, none with --no-controls', async () => {
    await preflight(['test', `${server.origin}/orders`, '-X', 'PUT']);
    assert.deepEqual(sentLines(), ['OPTIONS', 'PUT', 'OPTIONS', 'OPTIONS', 'OPTIONS']);
    server.captured.splice(0);
    await preflight(['test', `${server.origin}/orders`, '-X', 'PUT', '--no-controls']);
    assert.deepEqual(sentLines(), ['OPTIONS', 'PUT']);
  });

  it('takes a copied curl command, and does not send what changes data unless told to', async () => {
    const curl = `curl '${server.origin}/orders' -X PUT -H 'Origin: ${page}' --data-raw 'a=b'`;
    const careful = await preflight(['test', curl, '--no-controls']);
    assert.equal(careful.code, 5);
    assert.match(careful.stdout, /PUT was not sent, because it may change data/);
    assert.deepEqual(sentLines(), ['OPTIONS']);
    const told = await preflight(['test', curl, '--no-controls', '--send']);
    assert.equal(told.code, 0);
    assert.deepEqual(sentLines(), ['OPTIONS', 'OPTIONS', 'PUT']);
    assert.equal(server.captured.at(-1)?.body, 'a=b');
  });

  it('takes the error of a console, and says what it cannot take', async () => {
    const error = `Access to fetch at '${server.origin}/orders' from origin 'http://evil.test' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`;
    const { code, stdout } = await preflight(['test', error, '--format', 'json']);
    const report = JSON.parse(stdout) as ProbeReport;
    assert.equal(report.request.origin, 'http://evil.test');
    assert.equal(code, 1);
    const nothing = await preflight(['test', 'what is this?']);
    assert.equal(nothing.code, USAGE);
    assert.match(nothing.stderr, /^preflight: This holds no request that Preflight knows\./);
  });

  it('asks before it sends foreign origins, and tells what they found', async () => {
    const url = `${server.origin}/everyone`;
    const asked = await preflight(['test', url, '--security']);
    assert.equal(asked.code, USAGE);
    assert.match(
      asked.stderr,
      /^preflight: Send up to \d+ GET requests to 127\.0\.0\.1:\d+ as if from foreign origins\?/,
    );
    assert.deepEqual(sentLines(), []);
    const agreed = await preflight(['test', url, '--security', '--yes', '--format', 'json']);
    const { security } = JSON.parse(agreed.stdout) as { security: SecurityReport };
    assert.deepEqual(
      security.findings.map(({ kind, severity }) => [kind, severity]),
      [['any', 'high']],
    );
    assert.equal(agreed.code, 4);
  });

  it('prints a matrix, and exits with what is worst in it', async () => {
    const args = ['matrix', `${server.origin}/orders`, '-X', 'GET', '-X', 'PUT'];
    const good = await preflight([...args, '--credentials', 'both']);
    assert.match(good.stdout, /^http:\/\/localhost:3000 +include +✓ readable +✓ preflight$/m);
    assert.equal(good.code, 0);
    assert.ok(!sentLines().includes('PUT'));
    const bad = await preflight([...args, '-o', page, '-o', 'http://evil.test', '--format', 'json']);
    const report = JSON.parse(bad.stdout) as MatrixReport;
    assert.deepEqual(
      report.rows.map(({ cells }) => cells.map((cell) => cell?.state)),
      [
        ['readable', 'preflight-passed'],
        ['blocked', 'blocked'],
      ],
    );
    assert.equal(bad.code, 1);
    const down = await preflight(['matrix', `http://127.0.0.1:${await freePort()}/`, '-X', 'GET']);
    assert.equal(down.code, NOT_CORS);
  });

  const mistakes: [args: string[], says: RegExp][] = [
    [['matrix'], /^preflight: No URL to test/],
    [
      ['matrix', 'http://a.test/', '--credentials', 'maybe'],
      /^preflight: --credentials is one of omit, same-origin, include, both/,
    ],
    [['matrix', 'http://a.test/', '-o', 'a.test'], /^preflight: “a\.test” is not an origin/],
    [
      [
        'matrix',
        'http://a.test/',
        ...Array.from({ length: 21 }, (_, n) => ['-o', `http://${n}.test`]).flat(),
      ],
      /^preflight: That makes 105 requests/,
    ],
    [
      ['test', 'http://a.test/', '--security', '--format', 'har'],
      /^preflight: A HAR holds no security findings/,
    ],
  ];
  for (const [args, says] of mistakes) {
    it(`refuses ${args.slice(0, 5).join(' ')}`, async () => {
      const { code, stdout, stderr } = await preflight(args);
      assert.equal(code, USAGE);
      assert.match(stderr, says);
      assert.equal(stdout, '');
    });
  }
});

describe('preflight as built', () => {
  const built = (...args: string[]): ReturnType<typeof preflight> => preflight(args, 'dist/cli.js');

  it('tests an endpoint, with its HTTP client from the other bundle', async () => {
    const server = await serveRaw((socket) =>
      socket.once('data', () => socket.end('HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n')),
    );
    try {
      const { code, stdout, stderr } = await built('test', `${server.origin}/orders`);
      assert.equal(stderr, '');
      assert.match(
        stdout,
        /^✗ Blocked\. The server failed with 500 on GET \/orders; the CORS message hides it\./,
      );
      assert.equal(code, 1);
    } finally {
      server.close();
    }
  });

  it('compares, asks foreign origins and prints a matrix, with every bundle loaded where it is needed', async () => {
    const server = await serveAnswers((request) =>
      [
        'HTTP/1.1 200 OK',
        `Access-Control-Allow-Origin: ${header(request, 'origin') ?? '*'}`,
        'Content-Length: 0',
        '',
        '',
      ].join('\r\n'),
    );
    try {
      const call = `fetch('${server.origin}/orders',{credentials:'omit'})`;
      const tested = await built('test', call, '--security', '--yes', '--format', 'markdown');
      assert.equal(tested.stderr, '');
      assert.match(tested.stdout, /the server repeats whatever Origin it gets/);
      assert.match(tested.stdout, /<summary>Security: 2 requests from foreign origins<\/summary>/);
      assert.equal(tested.code, 0);
      const table = await built('matrix', `${server.origin}/orders`, '--method', 'GET');
      assert.match(table.stdout, /✓ readable/);
    } finally {
      server.close();
    }
  });

  it('checks code and lists rules', async () => {
    const { code, stdout } = await built('check', 'examples/api', '--format', 'json');
    const { findings } = JSON.parse(stdout) as { findings: { file: string; rule: string }[] };
    assert.equal(code, 1);
    assert.ok(findings.every(({ file }) => file === 'examples/api/api.mjs'));
    const listed = await built('rules');
    for (const { rule } of findings) assert.ok(listed.stdout.includes(rule));
  });
});

describe('preflight as a command', () => {
  it('ends with 130 when it is interrupted, without a stack trace', async () => {
    const server = await serveRaw((socket) => {
      socket.once('data', () => child.kill('SIGINT'));
    });
    const child = spawn(process.execPath, [`${root}/src/cli/main.ts`, 'test', `${server.origin}/`], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let printed = '';
    child.stdout.on('data', (part: Buffer) => (printed += part.toString()));
    child.stderr.on('data', (part: Buffer) => (printed += part.toString()));
    const [code] = (await once(child, 'close')) as [number | null];
    server.close();
    assert.equal(code, 130);
    assert.match(printed, /^– Stopped\. The test was stopped\./);
    assert.doesNotMatch(printed, /\bat .*:\d+/);
  });

  it('ends quietly when its reader goes away', async () => {
    const child = spawn(process.execPath, [`${root}/src/cli/main.ts`, 'rules', '--format', 'json'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.destroy();
    let errors = '';
    child.stderr.on('data', (part: Buffer) => (errors += part.toString()));
    await once(child, 'close');
    assert.equal(errors, '');
  });
});
