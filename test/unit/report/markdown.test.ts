import assert from 'node:assert/strict';
import { marked } from 'marked';
import { describe, it } from 'mocha';
import { markdownOf } from '../../../src/report/markdown.ts';
import { answered } from '../probe/stubTransport.ts';
import { allow, report } from './support.ts';

describe('a report as Markdown', () => {
  it('begins with the verdict, says what has to change, and folds the evidence', async () => {
    const text = markdownOf(
      await report({ method: 'PUT', headers: [['X-Own', '1']] }, () =>
        answered(204, [...allow(['Access-Control-Allow-Methods', 'PUT']), ['Server', 'nginx']]),
      ),
    );
    const lines = text.split('\n');
    assert.equal(lines[0], '### Blocked by CORS: `PUT http://api.test/orders`');
    assert.match(text, /^\*\*The server must answer OPTIONS \/orders with Access-Control-Allow-Headers/m);
    assert.match(text, /^- ✗ Preflight refused: 204/m);
    assert.match(text, /^\| Access-Control-Allow-Headers \(preflight\) \| missing \| `X-Own` \|$/m);
    assert.match(text, /<summary>What to write in nginx<\/summary>/);
    assert.doesNotMatch(text, /in Express/);
    assert.equal((text.match(/<details>/g) ?? []).length, (text.match(/<\/details>/g) ?? []).length);
  });

  const hostile = [
    '</details><script>alert(1)</script>',
    '`` ``` ```` <img src=x onerror=alert(1)>',
    '| a | b | [click](javascript:alert(1)) ![x](http://evil.test/)',
    '@everyone #1 **bold** &lt;b&gt; \\` \\',
    '\x1b[31m\x9b31m',
  ];
  for (const value of hostile) {
    it(`shows ${JSON.stringify(value)} as text wherever a server puts it`, async () => {
      const answers = [
        answered(200, [['Access-Control-Allow-Origin', value]]),
        answered(204, [
          ...allow(),
          ['Access-Control-Allow-Methods', value],
          ['Access-Control-Allow-Headers', value],
        ]),
        answered(302, [...allow(), ['Location', value]]),
        answered(500, [
          ['Server', value],
          ['X-Powered-By', value],
          ['Set-Cookie', `${value}=1`],
        ]),
      ];
      for (const answer of answers) {
        const text = markdownOf(await report({ method: 'PUT', credentials: 'include' }, () => answer));
        const page = await marked.parse(text);
        const tags = [...page.matchAll(/<([a-z][a-z0-9]*)[^>]*>/gi)].map(([, tag]) => tag);
        const own = [
          'h3',
          'p',
          'code',
          'strong',
          'ul',
          'li',
          'table',
          'thead',
          'tbody',
          'tr',
          'th',
          'td',
          'details',
          'summary',
          'pre',
          'a',
          'ol',
        ];
        assert.deepEqual(
          tags.filter((tag) => !own.includes(tag ?? '')),
          [],
          page,
        );
        assert.doesNotMatch(page, /<img|<a /);
        assert.doesNotMatch(text, /\x1b|\x9b/);
        assert.doesNotMatch(page.replace(/<(code|pre)[^]*?<\/\1>/g, ''), /(^|\s)@everyone/);
      }
    });
  }
});
