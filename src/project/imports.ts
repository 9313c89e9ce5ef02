import type { ReadContext } from '../policy/types.ts';
import type { ReadText } from './versions.ts';

type Resolve = NonNullable<ReadContext['resolve']>;

const suffixes = ['', '.ts', '.js', '.tsx', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '.json'];

/** TypeScript sources are imported by the names that they are compiled to. */
const compiled: readonly (readonly [RegExp, string])[] = [
  [/\.js$/, '.ts'],
  [/\.jsx$/, '.tsx'],
  [/\.mjs$/, '.mts'],
  [/\.cjs$/, '.cts'],
];

const specifier = /(?:\bfrom\s*|\brequire\s*\(\s*|\bimport\s*\(?\s*)(['"])(\.\.?(?:\/[^'"\n]*)?)\1/g;

const maxFiles = 40;

/**
 * Finds the files that relative imports name, through `read`, as Node, TypeScript and bundlers do: with and without extension, index
 * files included.
 */
export function importResolver(read: ReadText): Resolve {
  return (name, from) => {
    for (const path of candidates(name, from)) {
      const text = read(path);
      if (text !== null) return { path, text };
    }
    return null;
  };
}

/**
 * Asks `read` for every file that the document leads to by imports, in up to `depth` steps, so that a reader which fetches what it is
 * asked for has all of them at the next time.
 */
export function followImports(text: string, path: string, read: ReadText, depth = 4): void {
  const resolve = importResolver(read);
  const seen = new Set([path]);
  let files = [{ path, text }];
  for (let step = 0; step < depth && files.length > 0; step++) {
    const imported: { path: string; text: string }[] = [];
    for (const file of files) {
      for (const [, , name = ''] of file.text.matchAll(specifier)) {
        const found = resolve(name, file.path);
        if (!found || seen.has(found.path) || seen.size > maxFiles) continue;
        seen.add(found.path);
        imported.push(found);
      }
    }
    files = imported;
  }
}

function candidates(name: string, from: string): readonly string[] {
  const base = join(from.slice(0, from.lastIndexOf('/') + 1), name);
  const sources = compiled.flatMap(([extension, source]) =>
    extension.test(base) ? [base.replace(extension, source)] : [],
  );
  const files = suffixes
    .filter((suffix) => suffix !== '' || /\.\w+$/.test(base))
    .map((suffix) => base + suffix);
  const indexes = suffixes.filter((suffix) => suffix !== '').map((suffix) => `${base}/index${suffix}`);
  return [...files.slice(0, 1), ...sources, ...files.slice(1), ...indexes];
}

/** `folder` ends with `/` or is empty. */
function join(folder: string, name: string): string {
  const parts = folder.split('/').slice(0, -1);
  for (const part of name.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
