import assert from 'node:assert/strict';
import { lintPath, mayConcernCors, stackOf } from '../../../src/extension/documents.ts';
import { pagePath, ruleOfLink, ruleOfPage, rulePath } from '../../../src/extension/rulePages.ts';
import { statusText } from '../../../src/extension/statusText.ts';

describe('mayConcernCors', () => {
  it('is true for every way in which a file can decide about CORS', () => {
    for (const text of [
      "app.use(require('cors')())",
      'app.add_middleware(CORSMiddleware)',
      'add_header access-control-allow-origin *;',
      'Header set Access-Control-Allow-Origin "*"',
    ]) {
      assert.equal(mayConcernCors(text), true, text);
    }
  });

  it('is false for other files', () => assert.equal(mayConcernCors('const answer = 42;'), false));
});

describe('lintPath', () => {
  it('gives an untitled document the name that its language would have', () => {
    const path = 'Untitled-1';
    assert.equal(lintPath({ languageId: 'typescript', path, untitled: true }), 'Untitled-1.ts');
    assert.equal(lintPath({ languageId: 'plaintext', path, untitled: true }), 'Untitled-1');
  });

  it('leaves the name of a file alone', () => {
    assert.equal(lintPath({ languageId: 'javascript', path: 'a/b.cgi', untitled: false }), 'a/b.cgi');
  });
});

describe('stackOf', () => {
  it('believes the language that another extension or the user gave', () => {
    const file = { path: 'notes.txt', untitled: false };
    assert.equal(stackOf({ ...file, languageId: 'NGINX' }), 'nginx');
    assert.equal(stackOf({ ...file, languageId: 'apacheconf' }), 'apache');
    assert.equal(stackOf({ ...file, languageId: 'plaintext' }), undefined);
  });
});

describe('the link to a page', () => {
  it('reads back what it writes', () => {
    assert.equal(ruleOfLink(rulePath('trailing-slash-origin')), 'trailing-slash-origin');
    assert.equal(ruleOfPage(pagePath('trailing-slash-origin')), 'trailing-slash-origin');
  });

  it('leads nowhere else', () => {
    for (const path of [
      '',
      '/',
      '/rules/',
      '/rules/../../x',
      '/rules/a/b',
      '/rules/A',
      '/other/a',
      '/rules/a.md',
    ]) {
      assert.equal(ruleOfLink(path), null, path);
      assert.equal(ruleOfPage(path), null, path);
    }
  });
});

describe('statusText', () => {
  it('counts', () => {
    assert.equal(statusText({ stack: 'nginx', findings: [1, 2] }).text, '2 findings');
    assert.equal(statusText({ stack: 'nginx', findings: [1] }).text, '1 finding');
    assert.match(statusText({ stack: 'nginx', findings: [] }).text, /No findings/);
  });

  it('says when there was nothing to check', () => {
    assert.equal(statusText({ stack: null, findings: [] }).text, 'Nothing to check here');
  });
});
