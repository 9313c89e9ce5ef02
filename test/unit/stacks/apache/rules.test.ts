import assert from 'node:assert/strict';
import { lint } from '../../../../src/rules/lint.ts';

function messages(text: string, rule: string): readonly string[] {
  const findings = lint({ text, stack: 'apache' }, { path: '.htaccess' });
  return findings.filter((finding) => finding.rule === rule).map(({ message }) => message);
}

const header = 'Header set Access-Control-Allow-Origin "https://app.example.com"\n';

describe('rules for Apache', () => {
  it('speak of a status that Apache itself answers', () => {
    const told = (text: string): string | undefined =>
      messages(text, 'apache-header-not-always')[0]?.slice(0, 6);
    assert.equal(told(header), 'A 404 ');
    assert.equal(told(`${header}FallbackResource /index.php\n`), 'A 403 ');
    assert.equal(told(`${header}RewriteEngine On\nRewriteRule . /index.php [L]\n`), 'A 403 ');
    assert.equal(told(`${header}ErrorDocument 404 /404.html\n`), 'A 403 ');
  });

  it('find (null) milder where PHP may set the variable', () => {
    const text =
      'Header always set Access-Control-Allow-Origin "%{HTTP_ORIGIN}e"\nDirectoryIndex index.php\n';
    const [finding] = lint({ text, stack: 'apache' }, { path: '.htaccess' });
    assert.equal(finding?.class, 'fragile');
  });

  it('judge an open pattern by what is sent back', () => {
    const echo = (value: string): string =>
      `SetEnvIf Origin "example\\.com" ${value}\nHeader always merge Vary Origin\n`;
    const sent = 'Header always set Access-Control-Allow-Credentials true\n';
    const full = 'Header always set Access-Control-Allow-Origin "expr=%{HTTP:Origin}" env=O\n';
    const part = 'Header always set Access-Control-Allow-Origin "%{O}e" env=O\n';
    assert.equal(messages(echo('O') + sent + full, 'regex-unanchored').length, 1);
    assert.deepEqual(messages(echo('O=$0') + sent + part, 'regex-unanchored'), []);
  });

  it('offer no list of origins where a condition stands in front', () => {
    const text = `SetEnv INTERNAL 1\nHeader always set Access-Control-Allow-Origin "https://a.example https://b.example" env=INTERNAL\n`;
    const findings = lint({ text, stack: 'apache' }, { path: '.htaccess' });
    assert.deepEqual(
      findings.map(({ rule, fixes }) => [rule, fixes.length]),
      [['origin-list-in-one-string', 0]],
    );
  });
});
