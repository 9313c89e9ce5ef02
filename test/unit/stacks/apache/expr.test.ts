import assert from 'node:assert/strict';
import {
  evaluate,
  parseExpr,
  parseValue,
  valueOf,
  type ExprScope,
} from '../../../../src/stacks/apache/expr.ts';

function scope(looked: string[] = []): ExprScope {
  return {
    method: 'OPTIONS',
    header: (name) => ({ origin: 'https://a.example', host: null })[name.toLowerCase()],
    env: (name) => ({ SET: 'x', UNKNOWN: null })[name],
    looksAt: (header) => looked.push(header),
  };
}

describe('Apache expressions', () => {
  const truths: readonly [string, boolean | null][] = [
    ["%{HTTP:Origin} == 'https://a.example'", true],
    ["%{HTTP:Origin} = 'https://b.example'", false],
    ["%{req:Origin} != 'https://b.example'", true],
    ['%{HTTP:Origin} =~ m#^https://(a|b)\\.example$#', true],
    ['%{HTTP:Origin} !~ /EXAMPLE/i', false],
    ["%{HTTP:Origin} in {'https://b.example', 'https://a.example'}", true],
    ["%{HTTP:Origin} -strmatch 'https://*.example'", true],
    ["%{HTTP:Origin} -strcmatch 'HTTPS://?.EXAMPLE'", true],
    ["%{REQUEST_METHOD} == 'OPTIONS' && !(%{HTTP:Origin} == 'x')", true],
    ["%{HTTP:Host} == 'a' || true", true],
    ["%{HTTP:Host} == 'a' && true", null],
    ["%{HTTP:Host} == 'a' && false", false],
    ['-n %{env:SET}', true],
    ["-z reqenv('MISSING')", true],
    ['-n %{env:UNKNOWN}', null],
    ["%{HTTP:Origin} -ipmatch '10.0.0.0/8'", null],
    ["%{HTTP:Origin} == 'half typed", null],
    ['', null],
    ['((((', null],
  ];
  for (const [text, expected] of truths) {
    it(`${text || '(nothing)'} is ${expected ?? 'not known'}`, () => {
      assert.equal(evaluate(parseExpr(text), scope()), expected);
    });
  }

  it('tell which headers they look at, except where asked not to', () => {
    const looked: string[] = [];
    evaluate(parseExpr("%{HTTP:Origin} == 'a' || %{req_novary:Origin} == 'b'"), scope(looked));
    assert.deepEqual(looked, ['Origin']);
  });

  it('put values together', () => {
    assert.equal(
      valueOf(parseValue('%{REQUEST_METHOD} %{HTTP:Origin}'), scope()),
      'OPTIONS https://a.example',
    );
    assert.equal(valueOf(parseValue('%{REMOTE_ADDR}'), scope()), null);
  });

  it('are left alone when they are too long', () => {
    assert.equal(evaluate(parseExpr('true || '.repeat(10_000)), scope()), null);
    assert.equal(evaluate(parseExpr('!'.repeat(3000)), scope()), null);
  });
});
