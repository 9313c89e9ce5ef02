import assert from 'node:assert/strict';
import { requestFrom } from '../../../../src/policy/grant.ts';
import { linesOf, respond } from '../../../../src/policy/respond.ts';
import type { Policy, PolicyRequest } from '../../../../src/policy/types.ts';
import { read } from '../../../../src/stacks/apache/read.ts';

const origin = 'https://app.example.com';

function only(source: string, path = '.htaccess'): Policy {
  const { policies } = read(source, { path });
  assert.equal(policies.length, 1, source);
  return policies[0] as Policy;
}

function own(status: number, changes: Partial<PolicyRequest> = {}): PolicyRequest {
  return requestFrom(origin, { handler: { does: 'answer', status, madeBy: 'server' }, ...changes });
}

function allowed(policy: Policy, request: PolicyRequest): readonly string[] {
  return linesOf(respond(policy, request), 'Access-Control-Allow-Origin').map(({ value }) => value);
}

describe('reading Apache files', () => {
  it('names each line by its source, and what a status loses by the word that loses it', () => {
    const source = 'Header set Access-Control-Allow-Origin "*"\n';
    const policy = only(source);
    const [line] = linesOf(respond(policy, own(200)), 'Access-Control-Allow-Origin');
    assert.equal(source.slice(line?.range?.start, line?.range?.end), source.trim());
    const [lost] = respond(policy, own(404)).lost;
    assert.equal(lost?.how, 'not-on-this-status');
    assert.equal(source.slice(lost.lostAt?.start, lost.lostAt?.end), 'set');
  });

  it('gives one policy for each place that speaks of CORS', () => {
    const source = `
Header set Access-Control-Allow-Origin "*"
<FilesMatch "\\.woff2$">
  Header set Access-Control-Allow-Origin "${origin}"
</FilesMatch>
<Files "secret.txt">
  Require all denied
</Files>
`;
    const labels = read(source, { path: 'www/.htaccess' }).policies.map(({ label }) => label);
    assert.deepEqual(labels, ['.htaccess', '<FilesMatch \\.woff2$>']);
  });

  it('puts the levels of a virtual host together', () => {
    const source = `
<VirtualHost *:80>
  DocumentRoot /var/www
  Header always set Access-Control-Allow-Credentials true
  <Directory /var/www>
    Header always set Access-Control-Allow-Origin "*"
  </Directory>
  <Directory /var/www/inner>
    Header always set Access-Control-Allow-Origin "${origin}"
  </Directory>
</VirtualHost>
`;
    const { policies } = read(source, { path: 'httpd.conf' });
    assert.deepEqual(
      policies.map(({ label }) => label),
      ['<VirtualHost *:80>', '<Directory /var/www>', '<Directory /var/www/inner>'],
    );
    const inner = policies[2] as Policy;
    const { headers } = respond(inner, own(200));
    assert.deepEqual(
      headers.map(({ value }) => value),
      ['true', origin],
    );
  });

  it('says what it does not know, and why', () => {
    const cases: readonly [string, RegExp][] = [
      ['Header always set Access-Control-Allow-Origin "%{FROM_ELSEWHERE}e"', /FROM_ELSEWHERE is not set/],
      ['Header always set Access-Control-Allow-Origin "*" env=FROM_ELSEWHERE', /condition is not known/],
      ['Header always set Access-Control-Allow-Origin "${API}"', /does not define/],
      ['<IfDefine API>\nHeader always set Access-Control-Allow-Origin "*"\n</IfDefine>', /ifdefine API/],
      ['<IfModule mod_php.c>\nHeader always set Access-Control-Allow-Origin "*"\n</IfModule>', /mod_php\.c/],
      ['Header always set Access-Control-Allow-Origin "%{REMOTE_ADDR}s"', /for each request/],
    ];
    for (const [source, why] of cases) {
      const part = respond(only(source), own(200)).unknown.find(({ about }) => /allow-origin/i.test(about));
      assert.match(part?.why ?? 'known', why, source);
    }
  });

  it('does not know the status behind rules that look at more than the request', () => {
    const policy = only(`
Header set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{REQUEST_METHOD} OPTIONS
RewriteCond %{ENV:FROM_ELSEWHERE} on
RewriteRule .* - [R=204,L]
`);
    const response = respond(policy, own(200, { method: 'OPTIONS' }));
    assert.ok(response.unknown.some(({ about }) => about === 'status'));
  });

  it('takes HTTP_ORIGIN for (null) in front of files, and for unknown in front of CGI and PHP', () => {
    const policy = only('Header always set Access-Control-Allow-Origin "%{HTTP_ORIGIN}e"');
    assert.deepEqual(allowed(policy, own(200)), ['(null)']);
    assert.ok(respond(policy, requestFrom(origin)).unknown.length > 0);
  });

  it('knows who answers OPTIONS', () => {
    const by = (source: string, path?: string): unknown => {
      const fact = only(source, path).facts.preflightAnsweredBy;
      return fact.known ? fact.value : fact.why;
    };
    const header = 'Header always set Access-Control-Allow-Origin "*"\n';
    const rule = 'RewriteEngine On\nRewriteCond %{REQUEST_METHOD} OPTIONS\nRewriteRule .* - [R=204,L]\n';
    assert.equal(by(header), 'handler');
    assert.equal(by(header + rule), 'policy');
    assert.equal(by(`${header}Require valid-user\n`), 'no one');
  });

  it('names the tests on the origin', () => {
    const kinds = (source: string): readonly string[] => only(source).facts.origins.map(({ kind }) => kind);
    assert.deepEqual(kinds('Header set Access-Control-Allow-Origin "*"'), ['any']);
    assert.deepEqual(kinds('Header set Access-Control-Allow-Origin "https://a.example"'), ['literal']);
    assert.deepEqual(kinds('Header set Access-Control-Allow-Origin "expr=%{HTTP:Origin}"'), ['reflect']);
    assert.deepEqual(
      kinds(
        `Header set Access-Control-Allow-Origin "expr=%{HTTP:Origin}" "expr=%{HTTP:Origin} in {'https://a.example','https://b.example'}"`,
      ),
      ['literal', 'literal'],
    );
    assert.deepEqual(
      kinds(
        'SetEnvIf Origin "^https://a\\.example$" O=$0\nHeader set Access-Control-Allow-Origin "%{O}e" env=O',
      ),
      ['pattern'],
    );
    assert.deepEqual(
      kinds(
        'RewriteEngine On\nRewriteCond %{HTTP:Origin} =https://a.example\nRewriteRule .* - [E=O:%{HTTP:Origin}]\nHeader set Access-Control-Allow-Origin "%{O}e" env=O',
      ),
      ['literal'],
    );
    assert.deepEqual(
      kinds(
        'RewriteEngine On\nRewriteCond %{HTTP:Origin} ^(https://a\\.example)$\nRewriteRule .* - [E=O:%1]\nHeader set Access-Control-Allow-Origin "%{O}e" env=O',
      ),
      ['pattern'],
    );
  });
});
