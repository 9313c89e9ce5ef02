import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { mayConcernCors, stackOf } from '../../../src/extension/documents.ts';
import { Onlooker, type Found } from '../../../src/extension/onlooker.ts';
import { lint, recognise } from '../../../src/rules/index.ts';
import { contextOf } from '../../proof/files.ts';
import { readPage, type Block } from '../../proof/page.ts';
import { habitsOf, keystrokes, lineByLine, noHabits, retyped, type Keystroke } from './typist.ts';

const pages = new URL('../../../docs/rules/', import.meta.url);

/** Of all blocks of all pages, some are typed, and some of the keys looked at; with `PREFLIGHT_TYPING=all` all of them. */
const [stride, glance] = process.env['PREFLIGHT_TYPING'] === 'all' ? [1, 1] : [41, 5];

const languageIds: Readonly<Record<string, string>> = { nginx: 'nginx', apache: 'apacheconf' };

interface Sample {
  readonly name: string;
  readonly block: Block;
}

const samples: readonly Sample[] = readdirSync(pages)
  .flatMap((file) => readPage(readFileSync(new URL(file, pages), 'utf8')).cases.map((one) => ({ file, one })))
  .flatMap(({ file, one }) =>
    [one.block, ...one.fixed].map((block) => ({ name: `${file}, ${one.name}, ${block.kind}`, block })),
  )
  .filter((_, index) => index % stride === 0);

/** As the extension's checker does. */
function check({ language, options, ...block }: Block, text: string): Found {
  const context = contextOf({ language, options, ...block });
  const open = { languageId: languageIds[language] ?? language, path: context.path, untitled: false };
  const stack = mayConcernCors(text) ? (stackOf(open) ?? recognise(context.path, text)) : null;
  return { text, stack, findings: stack === null ? [] : lint({ text, stack }, context) };
}

/** What is shown, by rule: before the first key, after each, and at rest. */
function watch(block: Block, start: string, keys: Iterable<Keystroke>): readonly (readonly string[])[] {
  const onlooker = new Onlooker();
  const look = (text: string, caret: number): readonly string[] =>
    onlooker.look(check(block, text), caret).map(({ rule }) => rule);
  const seen = [look(start, 0)];
  let [text, caret, pressed] = [start, 0, 0];
  for (const key of keys) {
    ({ text, caret } = key);
    if (key.change) onlooker.changed(key.change, { isAtCaret: true, isUndo: false });
    if (pressed++ % glance === 0) seen.push(look(text, caret));
  }
  seen.push(look(text, caret));
  onlooker.settle();
  return [...seen, look(text, caret)];
}

/** Rules that show something and take it back, or take it back and show it again. */
function restless(seen: readonly (readonly string[])[]): readonly string[] {
  return [...new Set(seen.flat())].filter((rule) => {
    const counts = seen.map((rules) => rules.filter((one) => one === rule).length);
    const steps = counts.map((count, i) => count - (counts[i - 1] ?? count));
    return steps.some((step) => step > 0) && steps.some((step) => step < 0);
  });
}

/** The parts of which a file is written: lines of a configuration, statements of a program. */
function partsOf({ language, text }: Block): readonly string[] {
  const isLines = language === 'nginx' || language === 'apache';
  return isLines ? (text.match(/[^\n]*\n/g) ?? []) : text.split(/^(?=[^\s)\]}])/m);
}

function assertCalm(seen: readonly (readonly string[])[], what: string): void {
  assert.deepEqual(restless(seen), [], what);
}

describe('typing the examples of the pages', () => {
  for (const { name, block } of samples) {
    const habits = habitsOf[block.language] ?? noHabits;
    describe(name, () => {
      it('shows nothing that goes away again', () => {
        assertCalm(
          watch(block, '', keystrokes(['', ''], block.text, habits)),
          'in an editor that closes brackets',
        );
        assertCalm(watch(block, '', keystrokes(['', ''], block.text, noHabits)), 'as it comes');
        assertCalm(watch(block, '', lineByLine(block.text)), 'line by line');
      });

      it('shows nothing that goes away again where the rest stands', () => {
        let at = 0;
        for (const part of partsOf(block)) {
          const typed = part.trim();
          const start = at + part.indexOf(typed);
          at += part.length;
          const around: [string, string] = [
            block.text.slice(0, start),
            block.text.slice(start + typed.length),
          ];
          if (typed) assertCalm(watch(block, around.join(''), keystrokes(around, typed, habits)), typed);
        }
      });

      it('leaves everything alone but what is about a word that is typed again', () => {
        const found = check(block, block.text).findings;
        for (const { 0: word, index } of block.text.matchAll(/[\w$:%./-]+/g)) {
          const seen = watch(block, block.text, retyped(block.text, index, word));
          const about = found.filter(({ range }) => range.end >= index && range.start <= index + word.length);
          const others = found.filter((one) => !about.includes(one)).map(({ rule }) => rule);
          for (const [i, rules] of seen.entries()) {
            const rest = [...rules];
            for (const rule of others) assert.ok(rest.includes(rule), `${word}: ${rule} goes at key ${i}`);
            for (const { rule } of found) if (rest.includes(rule)) rest.splice(rest.indexOf(rule), 1);
            assert.deepEqual(rest, [], `${word}: new at key ${i}`);
          }
        }
      });
    });
  }
});
