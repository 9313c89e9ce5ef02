import assert from 'node:assert/strict';
import { generate } from 'selfsigned';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { spawn } from 'node:child_process';
import { after, before, describe, it } from 'mocha';
import type { ProbeReport } from '../../src/report/types.ts';
import { root } from './live/paths.ts';
import { preflight } from './live/preflight.ts';
import { freePort, serveRaw, type RawServer } from './live/rawServer.ts';

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
