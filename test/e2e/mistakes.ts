import { readFileSync } from 'node:fs';
import path from 'node:path';
import { offerOf } from '../../src/extension/fixes.ts';
import { applyEdits } from '../../src/policy/range.ts';
import { lint } from '../../src/rules/index.ts';

/** One mistake of a sample file: where it is, what is said about it, and the file after its fix. */
export interface Mistake {
  readonly file: string;
  readonly message: string;
  readonly line: number;
  readonly column: number;
  readonly fixTitle: string;
  readonly fixedText: string;
}

/** The first mistake in a file that has a fix to apply. Hints are left out: the Problems view does not list them. */
export function mistakeIn(folder: string, file: string): Mistake {
  const text = readFileSync(path.join(folder, file), 'utf8');
  for (const { message, severity, range, fixes } of lint({ text }, { path: file })) {
    if (severity === 'hint') continue;
    for (const fix of fixes) {
      const offer = offerOf(fix);
      if (!offer) continue;
      const before = text.slice(0, range.start).split('\n');
      return {
        file,
        message,
        line: before.length,
        column: (before.at(-1) ?? '').length + 1,
        fixTitle: offer.title,
        fixedText: applyEdits(text, offer.edits),
      };
    }
  }
  throw new Error(`${file} has no mistake with a fix.`);
}
