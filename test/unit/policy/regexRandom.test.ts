import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseRegex } from '../../../src/policy/regex.ts';

const runs = Number(process.env['PREFLIGHT_RUNS'] ?? 500);
const seed = Number(process.env['PREFLIGHT_SEED'] ?? 20261);

const letters = 'aAbzZe.:/-1_';
const escaped = (char: string): string => (/[a-z0-9_]/i.test(char) ? char : `\\${char}`);
const char = fc.constantFrom(...letters);
const range = fc.constantFrom('a-z', 'A-Z', '0-9', 'a-b', '\\w', '\\d', '\\s', '\\W');
const inClass = fc.oneof(char.map(escaped), range);
const klass = fc
  .tuple(fc.boolean(), fc.array(inClass, { minLength: 1, maxLength: 3 }))
  .map(([negated, parts]) => `[${negated ? '^' : ''}${parts.join('')}]`);
const atom = fc.oneof(
  { weight: 6, arbitrary: char.map(escaped) },
  { weight: 2, arbitrary: fc.constantFrom('.', '\\w', '\\d', '\\S') },
  { weight: 2, arbitrary: klass },
  { weight: 1, arbitrary: fc.constantFrom('^', '$', '\\b', '\\B') },
);
const quantifier = fc.constantFrom('', '', '', '?', '*', '+', '{2}', '{1,3}', '??', '*?', '+?', '{0,2}?');

/** Expressions of everything that the interpreter knows, references to groups left out: they come below. */
const { pattern } = fc.letrec<{ pattern: string; term: string; piece: string }>((tie) => ({
  pattern: fc.array(tie('term'), { minLength: 1, maxLength: 2 }).map((terms) => terms.join('|')),
  term: fc.array(tie('piece'), { minLength: 1, maxLength: 3 }).map((pieces) => pieces.join('')),
  piece: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    fc.tuple(atom, quantifier).map(([one, times]) => (/^(?:[$^]|\\b|\\B)$/.test(one) ? one : one + times)),
    fc
      .tuple(fc.constantFrom('(', '(?:'), tie('pattern'), quantifier)
      .map(([open, inner, times]) => `${open}${inner})${times}`),
    fc
      .tuple(fc.constantFrom('(?=', '(?!', '(?<=', '(?<!'), tie('pattern'))
      .map(([open, inner]) => `${open}${inner})`),
  ),
}));

const input = fc.oneof(
  fc.string({ unit: fc.constantFrom(...letters, 'é'), maxLength: 12 }),
  fc.constantFrom('https://a.b-1.ze', 'http://az:11', 'https://aab.zez'),
);

describe('expressions are interpreted as the engine reads them', () => {
  for (const flags of ['', 'i']) {
    it(`over ${runs} random ones${flags ? ', ignoring case' : ''}`, () => {
      let compared = 0;
      fc.assert(
        fc.property(pattern, fc.array(input, { minLength: 1, maxLength: 4 }), (source, inputs) => {
          const engine = engineFor(source, flags);
          const ours = parseRegex(source, { ignoreCase: flags === 'i' });
          if (!engine) return;
          assert.ok(ours, source);
          for (const text of inputs) {
            const match = ours.search(text);
            // What is too much work here can be endless for the engine.
            if (match === 'unknown') continue;
            compared++;
            const theirs: RegExpExecArray | null = engine.exec(text);
            assert.equal(match.found, theirs !== null, `/${source}/${flags} on ${text}`);
            if (!match.found || !theirs) continue;
            // Groups of a repeated part are JavaScript's own matter: PCRE and Python keep what they took before.
            assert.equal(match.index, theirs.index);
            assert.equal(match.groups[0], theirs[0]);
          }
        }),
        { seed, numRuns: runs },
      );
      assert.ok(compared > runs, `only ${compared} were compared`);
    });
  }
});

/** Null for what JavaScript refuses. */
function engineFor(source: string, flags: string): RegExp | null {
  try {
    return new RegExp(source, flags);
  } catch {
    return null;
  }
}
