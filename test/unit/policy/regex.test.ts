import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRegex } from '../../../src/policy/regex.ts';

const sources = [
  'example\\.com',
  '^https?:\\/\\/(www\\.)?(ok|other)\\.example(:\\d+)?$',
  '^https://([a-z0-9-]+\\.)*example\\.com$',
  '(a|ab)(c|bcd)(d*)',
  '^(?!https://evil)https://[^/]+$',
  '(?<=https://)e\\w+?x\\b',
  '(\\w)x\\1',
  '[^a-c]{2,3}?$',
  'a*?b+c{2}',
  '^\\s*\\S+\\s*$',
  '(?:)|x',
  '(?=ex)ex(?<n>.)',
];

describe('parseRegex', () => {
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...'abcdex.:/htpswmolk1-'), maxLength: 24 }),
    fc.constantFrom(
      'https://www.ok.example:80',
      'https://a.b.example.com',
      'https://evil.test',
      'http://other.example',
    ),
  );
  for (const source of sources) {
    it(`matches as JavaScript does: ${source}`, () => {
      const ours = parseRegex(source);
      assert.ok(ours);
      fc.assert(
        fc.property(text, (input) => {
          const theirs = new RegExp(source).exec(input);
          const match = ours.search(input);
          assert.notEqual(match, 'unknown');
          if (match === 'unknown') return;
          assert.equal(match.found, theirs !== null);
          if (match.found) assert.deepEqual(match.groups[0], theirs?.[0]);
        }),
        { seed: 7, numRuns: 200 },
      );
    });
  }

  it('gives the groups and ignores case when told to', () => {
    const match = parseRegex('^https://(www\\.)?([A-Z]+)\\.example$', { ignoreCase: true })?.search(
      'https://OK.EXAMPLE',
    );
    assert.ok(match && match !== 'unknown' && match.found);
    assert.equal(match.groups[1], undefined);
    assert.equal(match.groups[2], 'OK');
  });

  it('wants the whole text for fullmatch', () => {
    const regex = parseRegex('https://app|https://app\\.example');
    assert.deepEqual(regex?.fullmatch('https://app.example.evil.test'), { found: false });
    const match = regex?.fullmatch('https://app.example');
    assert.ok(match && match !== 'unknown' && match.found);
  });

  it('tries nothing twice from the same place, however many ways lead there', () => {
    const inputs = ['a', '/', '-'].flatMap((one) => [one.repeat(40), `https://${one.repeat(60)}.example!`]);
    for (const source of [
      '^(a+)+$',
      `^https://${'*/'.repeat(70).slice(1)}(app|admin)$`,
      `^https://(a${'?.'.repeat(12)}|admin)\\.example$`,
      `(?:${'a|'.repeat(60)}a)*${'a?'.repeat(30)}$`,
      '([a-z]{1,9}-?){1,9}!$',
    ]) {
      const regex = parseRegex(source);
      assert.ok(regex);
      const length = inputs.reduce((sum, input) => sum + input.length, 0);
      for (const input of inputs) assert.notEqual(regex.search(input), 'unknown', `${source} ${input}`);
      assert.ok(regex.steps < 4 * source.length * length, `${source}: ${regex.steps} steps`);
    }
  });

  it('looks up in a class of characters once what it says about one', () => {
    const all = 'qwertzuiop'.repeat(60);
    const regex = parseRegex(`^(?:[${all}]-?)+$`, { ignoreCase: true });
    assert.notEqual(regex?.search(`${'Q-W'.repeat(100)}!`), 'unknown');
    assert.ok(regex && regex.steps < 3000, `${regex?.steps} steps`);
  });

  it('answers a text that it was asked about before without any work', () => {
    const regex = parseRegex('^https://[a-z]+\\.example$');
    const first = regex?.search('https://app.example');
    const { steps } = regex ?? {};
    assert.equal(regex?.search('https://app.example'), first);
    assert.equal(regex?.steps, steps);
  });

  /** What follows a reference depends on what its group took, so that each way is one of its own. */
  const catastrophic = '^(a+)+\\1$';

  it('gives up on catastrophic backtracking instead of hanging', () => {
    assert.equal(parseRegex(catastrophic)?.search(`${'a'.repeat(40)}!`), 'unknown');
  });

  it('asks a pattern that gave up again and again no more', () => {
    const regex = parseRegex(catastrophic);
    const search = (text: string) => regex?.search(text);
    assert.notEqual(search('aaaa'), 'unknown');
    for (let i = 0; i < 3; i++) assert.equal(search(`${'a'.repeat(40 + i)}!`), 'unknown');
    assert.equal(search('aaaaaa'), 'unknown');
  });

  it('spends no more than its share, whatever it is asked', () => {
    const regex = parseRegex(`^(?:${'a?b?'.repeat(60)})+$`);
    for (let i = 0; i < 400; i++) regex?.search(`${'ab'.repeat(20)}${i}`);
    assert.ok(regex && regex.steps <= 420_000, `${regex?.steps} steps`);
    assert.equal(regex.search('ab'), 'unknown');
  });

  it('numbers groups by their opening parentheses, also for references', () => {
    const match = parseRegex('^((a)(b))(?:c(d))?\\2\\3$')?.search('abcdab');
    assert.ok(match && match !== 'unknown' && match.found);
    assert.deepEqual(match.groups, ['abcdab', 'ab', 'a', 'b', 'd']);
  });

  it('forgets what a lookahead took where the rest does not match', () => {
    const match = parseRegex('(?=(a))[b-z]|a')?.search('a');
    assert.ok(match && match !== 'unknown' && match.found);
    assert.equal(match.groups[1], undefined);
  });

  it('refuses what is no common expression', () => {
    for (const source of ['(', '[', '(?i)x', '\\p{L}(', 'a'.repeat(3000)])
      assert.equal(parseRegex(source), null, source);
  });
});
