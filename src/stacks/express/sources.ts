import type { Range } from '../../policy/range.ts';
import type { ReadContext } from '../../policy/types.ts';
import type { Program } from './ast.ts';
import { parse } from './parse.ts';

/** One file of those that are read together. */
export interface SourceFile {
  readonly path: string;
  /** Where its text begins in the text of all. */
  readonly start: number;
  /** How many imports lead to it from the document. */
  readonly depth: number;
  readonly program: Program;
}

/**
 * The document and the files that it imports, as one text: a position in it says the file as well, and one beyond the end of the document
 * stands elsewhere.
 */
export interface Sources {
  readonly document: SourceFile;
  sourceOf(range: Range): string;
  isElsewhere(position: number): boolean;
  /**
   * The file that `specifier` names in `from`; null when it cannot be had, or has nothing to do with CORS. `at` is where the code asks
   * for it.
   */
  load(specifier: string, from: SourceFile, at: Range): SourceFile | null;
  /** Notes that the document uses at `range` what stands at `position`. */
  use(range: Range, position: number): void;
  /** Where in the document a person would look for what stands at `range`. */
  placeOf(range: Range): Range;
}

const maxFiles = 20;
const maxDepth = 4;
const maxLength = 200_000;

/** Words without which a file sets up nothing that a policy may depend on; who answers 401 or 403 answers preflights as well. */
const mayMatter =
  /cors|access-control|origin|https?:\/\/|\bRouter\s*\(|\bexpress\s*\(|\b(?:status|sendStatus|writeHead)\s*\(\s*40[13]\b/i;

/** Begins with the document alone; other files are read as the code asks for them. */
export function sourcesOf(document: string, { path, resolve }: ReadContext): Sources {
  let text = document;
  const main: SourceFile = { path, start: 0, depth: 0, program: parse(document, path) };
  const files = new Map<string, SourceFile | null>([[path, main]]);
  const places = new Map<SourceFile, { imported: Range; used: Range | null }>();
  const isElsewhere = (position: number): boolean => position > document.length;
  const fileAt = (position: number): SourceFile =>
    [...files.values()].findLast((file) => file !== null && file.start <= position) ?? main;
  const placeOf = (range: Range): Range => {
    const place = isElsewhere(range.start) ? places.get(fileAt(range.start)) : undefined;
    return place ? (place.used ?? placeOf(place.imported)) : range;
  };
  return {
    document: main,
    isElsewhere,
    placeOf,
    sourceOf: ({ start, end }) => text.slice(start, end),
    load(specifier, from, at) {
      if (!resolve || from.depth >= maxDepth || !/^\.\.?(?:\/|$)/.test(specifier)) return null;
      const found = resolve(specifier, from.path);
      if (!found) return null;
      const known = files.get(found.path);
      if (known !== undefined) return known;
      if (files.size > maxFiles || found.text.length > maxLength || !mayMatter.test(found.text)) {
        files.set(found.path, null);
        return null;
      }
      const start = text.length + 1;
      // JSON is read as the module that it stands for.
      text += `\n${found.path.endsWith('.json') ? 'module.exports = ' : ''}${found.text}`;
      const program = parse(text, found.path, { start });
      const file = { path: found.path, start, depth: from.depth + 1, program };
      files.set(found.path, file);
      places.set(file, { imported: at, used: null });
      return file;
    },
    use(range, position) {
      if (isElsewhere(range.start) || !isElsewhere(position)) return;
      // What the imported file passes on from another one is used here as well.
      for (let at = position; isElsewhere(at);) {
        const place = places.get(fileAt(at));
        if (!place) return;
        const isWider = place.used && range.start <= place.used.start && range.end >= place.used.end;
        if (!place.used || isWider) place.used = range;
        at = place.imported.start;
      }
    },
  };
}
