import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';

/** What looks wrong and is fine, by what makes it look wrong. */
const fine: Readonly<Record<string, string>> = {
  'a public wildcard': 'Header always set Access-Control-Allow-Origin "*"',
  'a constant origin without Vary': 'Header always set Access-Control-Allow-Origin "https://app.example.com"',
  'a colon behind the name': 'Header always set Access-Control-Allow-Origin: "*"',
  'the other name of the module': `
<IfModule headers_module>
  Header always set Access-Control-Allow-Origin "*"
</IfModule>`,
  'a module that has nothing to do with it': `
<IfModule mod_deflate.c>
  Header always set Access-Control-Allow-Origin "*"
</IfModule>`,
  'SetEnvIfNoCase with a whole pattern': `
SetEnvIfNoCase Origin "^https://(app|admin)\\.example\\.com$" CORS_ORIGIN=$0
Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN
Header always set Access-Control-Allow-Credentials "true"
Header always merge Vary Origin`,
  'an open end that is not echoed': `
SetEnvIf Origin "https://(www\\.)?(app|admin)\\.example\\.com" CORS_ORIGIN=$0
Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN
Header always set Access-Control-Allow-Credentials "true"
Header always append Vary Origin`,
  'a list in a condition, which adds Vary by itself': `
Header always set Access-Control-Allow-Origin "expr=%{HTTP:Origin}" "expr=%{HTTP:Origin} in {'https://app.example.com', 'capacitor://localhost'}"
Header always set Access-Control-Allow-Credentials "true" "expr=%{HTTP:Origin} in {'https://app.example.com', 'capacitor://localhost'}"`,
  'an <If> with its own Vary': `
<If "%{HTTP:Origin} =~ m#^https://([a-z0-9-]+\\.)?example\\.com(:[0-9]+)?$#">
  Header always set Access-Control-Allow-Origin "expr=%{HTTP:Origin}"
</If>
Header always merge Vary Origin`,
  'OPTIONS without a rule': `
Header always set Access-Control-Allow-Origin "*"
Header always set Access-Control-Allow-Methods "GET, POST, PUT, OPTIONS"`,
  'a rule for OPTIONS with always': `
Header always set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{REQUEST_METHOD} OPTIONS
RewriteRule ^(.*)$ $1 [R=204,L]`,
  'a rule that lets OPTIONS through': `
Header always set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{REQUEST_METHOD} =OPTIONS
RewriteRule .* - [L]`,
  'set in one list and unset in the other': `
Header unset Access-Control-Allow-Origin
Header always set Access-Control-Allow-Origin "*"`,
  'two levels that set the same list': `
Header always set Access-Control-Allow-Origin "*"
<Files "font.woff2">
  Header always set Access-Control-Allow-Origin "https://app.example.com"
</Files>`,
  'a redirect to https': `
Header always set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{HTTPS} off
RewriteRule ^ https://%{HTTP_HOST}%{REQUEST_URI} [R=301,L]`,
  'a front controller': `
Header always set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{REQUEST_FILENAME} !-f
RewriteRule . /index.php [L]`,
  'a login that leaves OPTIONS out': `
Header always set Access-Control-Allow-Origin "https://app.example.com"
<LimitExcept OPTIONS>
  Require valid-user
</LimitExcept>`,
  'a variable from elsewhere': 'Header set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN',
  'a comment': '# Header set Access-Control-Allow-Origin "*"',
  'a Vary that is set once': `
SetEnvIf Origin "^https://(app|admin)\\.example\\.com$" CORS_ORIGIN=$0
Header always set Access-Control-Allow-Origin "%{CORS_ORIGIN}e" env=CORS_ORIGIN
Header always set Vary Origin`,
  'two patterns of fonts': `
<FilesMatch "\\.(ttf|woff)$">
  Header always set Access-Control-Allow-Origin "*"
</FilesMatch>
<FilesMatch "\\.woff2$">
  Header always set Access-Control-Allow-Origin "*"
</FilesMatch>`,
  'a Limit with nothing but access control': `
Header always set Access-Control-Allow-Origin "https://app.example.com"
<Limit PUT DELETE>
  Require all denied
</Limit>`,
  'a method that is compared without regard to letters': `
Header always set Access-Control-Allow-Origin "*"
RewriteEngine On
RewriteCond %{REQUEST_METHOD} ^options$ [NC]
RewriteRule ^ - [R=204,L]`,
  'credentials alone': 'Header set Access-Control-Allow-Credentials "true"',
};

describe('Apache files that are fine', () => {
  for (const [what, text] of Object.entries(fine)) {
    it(what, () => {
      const findings = lint({ text: `${text}\n`, stack: 'apache' }, { path: '.htaccess' });
      assert.deepEqual(
        findings.map(({ rule, message }) => `${rule}: ${message}`),
        [],
      );
    });
  }
});
