import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';

/** Configurations that look wrong and are fine. */
const fine: Readonly<Record<string, string>> = {
  'the same header on server and location, which is replaced and not doubled': `
server {
    add_header Access-Control-Allow-Origin "https://a.example" always;
    location / {
        add_header Access-Control-Allow-Origin "https://b.example" always;
        proxy_pass http://app;
    }
}`,
  'a map whose default is empty': `
map $http_origin $cors {
    default "";
    "~^https://([a-z0-9-]+\\.)*example\\.com$" $http_origin;
}
server {
    location / {
        add_header Access-Control-Allow-Origin $cors always;
        add_header Access-Control-Allow-Credentials true always;
        add_header Vary Origin always;
        proxy_pass http://app;
    }
}`,
  'an if that only returns, and so takes the headers around it': `
location /api/ {
    add_header Access-Control-Allow-Origin * always;
    add_header Access-Control-Allow-Headers Authorization always;
    if ($request_method = OPTIONS) {
        return 204;
    }
    auth_basic "API";
    auth_basic_user_file /etc/nginx/passwords;
    proxy_pass http://app;
}`,
  'headers of another module, which replaces and knows no statuses': `
location /api/ {
    more_set_headers "Access-Control-Allow-Origin: https://a.example";
    add_header X-Frame-Options DENY;
    proxy_pass http://app;
}`,
  'two Vary lines': `
location / {
    add_header Access-Control-Allow-Origin * always;
    add_header Vary Accept always;
    add_header Vary Origin always;
    proxy_pass http://app;
}`,
  'methods and headers named on every answer': `
location / {
    add_header Access-Control-Allow-Origin * always;
    add_header Access-Control-Allow-Methods "GET, POST, OPTIONS" always;
    add_header Access-Control-Allow-Headers "Content-Type" always;
    proxy_pass http://app;
}`,
  'an app scheme, a port and an address': `
map $http_origin $cors {
    "capacitor://localhost" $http_origin;
    "http://localhost:5173" $http_origin;
    "http://[::1]:8080" $http_origin;
}
server {
    location / {
        add_header Access-Control-Allow-Origin $cors always;
        add_header Vary Origin always;
        proxy_pass http://app;
    }
}`,
  'fonts for everyone': `
location ~* \\.(woff2?|ttf)$ {
    add_header Access-Control-Allow-Origin * always;
    expires 1y;
}`,
  'a flag that says what is allowed': `
location / {
    set $cors "";
    add_header Vary Origin always;
    if ($http_origin ~ "^https://(www\\.)?example\\.com$") {
        set $cors A;
    }
    if ($request_method = OPTIONS) {
        set $cors "\${cors}O";
    }
    if ($cors = A) {
        add_header Access-Control-Allow-Origin $http_origin always;
        add_header Vary Origin always;
    }
    if ($cors = AO) {
        add_header Access-Control-Allow-Origin $http_origin always;
        add_header Access-Control-Allow-Methods "GET, PUT" always;
        add_header Vary Origin always;
        return 204;
    }
    proxy_pass http://app;
}`,
  'headers from a file that cannot be seen': `
server {
    add_header Access-Control-Allow-Origin * always;
    location / {
        include snippets/cors.conf;
        add_header Cache-Control no-store;
        proxy_pass http://app;
    }
}`,
  'preflights answered for an application that sets its own headers': `
location /api/ {
    if ($request_method = OPTIONS) {
        add_header Access-Control-Allow-Origin "https://a.example" always;
        add_header Access-Control-Allow-Credentials true always;
        add_header Access-Control-Allow-Headers Authorization always;
        return 204;
    }
    proxy_pass http://app;
}`,
  'credentials that the application behind may add': `
location /api/ {
    if ($request_method = OPTIONS) {
        add_header Access-Control-Allow-Origin "https://a.example" always;
        add_header Access-Control-Allow-Credentials true always;
        return 204;
    }
    add_header Access-Control-Allow-Origin "https://a.example" always;
    proxy_pass http://app;
}`,
  'a pattern of fonts without an end, and one for another host': `
location ~* \\.(eot|ttf|woff) {
    add_header Access-Control-Allow-Origin * always;
}
location /pages/ {
    add_header Access-Control-Allow-Origin https://www.$host always;
    add_header Vary Origin always;
    proxy_pass http://app;
}`,
  'methods that are compared without regard to letters': `
location /api/ {
    add_header Access-Control-Allow-Origin * always;
    if ($request_method ~* "^(options|head)$") {
        return 204;
    }
    proxy_pass http://app;
}`,
  'an if that refuses what is not listed': `
location / {
    add_header Access-Control-Allow-Origin "https://a.example" always;
    if ($request_method = TRACE) {
        add_header Allow "GET, POST" always;
        return 405;
    }
    proxy_pass http://app;
}`,
};

describe('nginx: what is fine stays silent', () => {
  for (const [title, text] of Object.entries(fine)) {
    it(title, () => {
      const findings = lint({ text }, { path: 'conf.d/site.conf', versions: {} });
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
