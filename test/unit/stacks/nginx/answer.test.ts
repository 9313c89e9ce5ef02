import assert from 'node:assert/strict';
import { requestFrom } from '../../../../src/policy/grant.ts';
import { respond } from '../../../../src/policy/respond.ts';
import type { PolicyRequest, PolicyResponse } from '../../../../src/policy/types.ts';
import { read } from '../../../../src/stacks/nginx/read.ts';

const origin = 'https://ok.example';

/** What the location with `label` (or the only one) answers. */
function answer(text: string, changes: Partial<PolicyRequest> = {}, label?: string): PolicyResponse {
  const { policies } = read(text, { path: 'conf.d/site.conf' });
  const policy = label === undefined ? policies[0] : policies.find((one) => one.label === label);
  assert.ok(policy, `no policy ${label ?? ''} in ${text}`);
  return respond(policy, requestFrom(origin, changes));
}

function lines({ headers }: PolicyResponse): readonly string[] {
  return headers.map(({ name, value }) => `${name}: ${value}`);
}

/** What cannot be compared with nginx 1.22 on random configurations: newer directives, and what the file does not tell. */
describe('nginx answers', () => {
  it('merge an outer list behind the own one where add_header_inherit says so', () => {
    const text = `server {
      add_header_inherit merge;
      add_header Access-Control-Allow-Origin * always;
      location / { add_header Vary Origin always; }
    }`;
    assert.deepEqual(lines(answer(text)), ['Vary: Origin', 'Access-Control-Allow-Origin: *']);
    assert.deepEqual(
      lines(answer(text.replace('merge', 'off').replace('add_header Vary Origin always;', ''))),
      [],
    );
  });

  it('leave headers open where an unseen file may add some', () => {
    const text = `location / { include cors.conf; add_header Access-Control-Allow-Origin * always; }`;
    const { unknown } = answer(text, {}, 'location /');
    assert.ok(
      unknown.some(({ about, why }) => about === 'Access-Control-Allow-Origin' && why.includes('cors.conf')),
    );
  });

  it('take files that hold no headers for what they are', () => {
    const text = `location / { include fastcgi_params; fastcgi_pass unix:/php.sock; add_header Access-Control-Allow-Origin *; }`;
    assert.deepEqual(answer(text, {}, 'location /').unknown, []);
  });

  it('leave a variable open that only nginx knows', () => {
    const { headers, unknown } = answer(
      'add_header Access-Control-Allow-Origin $scheme://$host always; proxy_pass http://a;',
    );
    assert.deepEqual(headers, []);
    assert.deepEqual(
      unknown.map(({ about }) => about),
      ['Access-Control-Allow-Origin'],
    );
  });

  it('speak of the requests that an if on host or path does not send away', () => {
    const text = `server {
      if ($host != api.example.com) { return 301 https://api.example.com$request_uri; }
      location / { add_header Access-Control-Allow-Origin * always; proxy_pass http://a; }
    }`;
    assert.deepEqual(lines(answer(text)), ['Access-Control-Allow-Origin: *']);
  });

  it('are open where an if on the path sets headers', () => {
    const text = `location / {
      add_header Access-Control-Allow-Origin * always;
      if ($uri ~ private) { add_header Access-Control-Allow-Origin "" always; }
    }`;
    assert.ok(answer(text, {}, 'location /').unknown.length > 0);
  });

  it('are open after an expression that cannot be evaluated here', () => {
    const text = `map $http_origin $o { "~^https://[[:alpha:]]+$" $http_origin; }
    server { location / { add_header Access-Control-Allow-Origin $o always; proxy_pass http://a; } }`;
    assert.deepEqual(
      answer(text).unknown.map(({ about }) => about),
      ['Access-Control-Allow-Origin'],
    );
  });

  it('follow named groups and groups by number', () => {
    const text = `map $http_origin $o { "~^(?P<all>https://ok\\.example)$" $all; }
    server { location / {
      if ($http_origin ~ "^https://(.+)$") { add_header Vary $1 always; add_header Access-Control-Allow-Origin $o always; }
      proxy_pass http://a;
    } }`;
    assert.deepEqual(lines(answer(text)), ['Vary: ok.example', `Access-Control-Allow-Origin: ${origin}`]);
  });

  it('say which text sets a header and which one loses it', () => {
    const text = `server {
      add_header Access-Control-Allow-Origin * always;
      location / { add_header X-Frame-Options DENY; proxy_pass http://a; }
    }`;
    const [lost] = answer(text).lost;
    assert.ok(lost?.range && lost.lostAt);
    assert.equal(lost.how, 'replaced-by-nested-level');
    assert.equal(
      text.slice(lost.range.start, lost.range.end),
      'add_header Access-Control-Allow-Origin * always',
    );
    assert.equal(text.slice(lost.lostAt.start, lost.lostAt.end), 'add_header X-Frame-Options DENY');
  });

  it('say what an answer in front costs', () => {
    const text = `server {
      if ($request_method = OPTIONS) { return 204; }
      location / { add_header Access-Control-Allow-Origin * always; proxy_pass http://a; }
    }`;
    const response = answer(text, { method: 'OPTIONS' });
    assert.equal(response.status, 204);
    assert.deepEqual(lines(response), []);
    assert.deepEqual(
      response.lost.map(({ how }) => how),
      ['answered-in-front'],
    );
  });

  it('end internal redirects that go round', () => {
    const text = `server { add_header Access-Control-Allow-Origin *; location @a { try_files /x @b; } location @b { try_files /x @a; } }`;
    assert.ok(answer(text, {}, 'location @a').unknown.length > 0);
  });
});
