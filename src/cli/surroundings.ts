import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ReadContext } from '../policy/types.ts';
import { importResolver } from '../project/imports.ts';
import { versionsFor, type Versions } from '../project/versions.ts';
import { slashed } from './walk.ts';

export interface Surroundings {
  /** The versions that hold for a folder, absolute. */
  readonly versionsIn: (folder: string) => Versions;
  readonly resolve: NonNullable<ReadContext['resolve']>;
}

/** What stands around the files that are checked, each file read once. */
export function surroundings(cwd: string): Surroundings {
  const known = new Map<string, Versions>();
  const texts = new Map<string, string | null>();
  const read = (file: string): string | null => {
    const before = texts.get(file);
    if (before !== undefined) return before;
    const text = textOf(path.resolve(cwd, file));
    texts.set(file, text);
    return text;
  };
  return {
    versionsIn(folder) {
      const versions = known.get(folder) ?? versionsFor(slashed(folder), rootOf(folder, cwd), read);
      known.set(folder, versions);
      return versions;
    },
    resolve: importResolver(read),
  };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Most of the folders on the way up have no manifest, and an import may leave out a part of the name.
    return null;
  }
}

/** Manifests count up to the folder that the command runs in; for files outside of it, up to the file system's root. */
function rootOf(folder: string, cwd: string): string {
  return folder.startsWith(cwd) ? slashed(cwd) : slashed(path.parse(folder).root);
}
