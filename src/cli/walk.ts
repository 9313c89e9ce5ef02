import type { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { isSkippedFolder, mayBeSource } from '../project/files.ts';
import { isIgnored, parseGitignore, type IgnoreFile } from '../project/gitignore.ts';
import { UsageError } from './io.ts';

export interface FoundFile {
  /** Absolute. */
  readonly path: string;
  /** Named by the user rather than met on the way. */
  readonly named: boolean;
}

/**
 * The files below `paths` that some stack may want to read, in alphabetical order; files named directly come whatever they are. Links
 * are not followed. `onProblem` is told what cannot be read.
 * @throws UsageError for a path that does not exist
 */
export async function findFiles(
  paths: readonly string[],
  cwd: string,
  onProblem: (sentence: string) => void,
): Promise<readonly FoundFile[]> {
  const found = new Map<string, FoundFile>();
  for (const given of paths) {
    const absolute = path.resolve(cwd, given);
    if (await isFolder(absolute, given)) {
      for await (const file of below(absolute, onProblem)) {
        if (!found.has(file)) found.set(file, { path: file, named: false });
      }
    } else {
      found.set(absolute, { path: absolute, named: true });
    }
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function isFolder(absolute: string, given: string): Promise<boolean> {
  try {
    return (await stat(absolute)).isDirectory();
  } catch (error) {
    throw new UsageError(`${given} cannot be read: ${reasonOf(error)}.`);
  }
}

async function* below(root: string, onProblem: (sentence: string) => void): AsyncGenerator<string> {
  const queue: { readonly folder: string; readonly ignores: readonly IgnoreFile[] }[] = [
    { folder: '', ignores: [] },
  ];
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    const { folder } = at;
    const entries = await entriesOf(path.resolve(root, folder), onProblem);
    const ignores = [...at.ignores, ...(await ignoreFile(root, folder, entries))];
    for (const entry of entries) {
      const relative = folder + entry.name;
      if (entry.isDirectory()) {
        if (isSkippedFolder(entry.name) || isIgnored(relative, true, ignores)) continue;
        queue.push({ folder: `${relative}/`, ignores });
      } else if (
        entry.isFile() &&
        mayBeSource(slashed(path.join(root, relative))) &&
        !isIgnored(relative, false, ignores)
      ) {
        yield path.join(root, relative);
      }
    }
  }
}

async function entriesOf(folder: string, onProblem: (sentence: string) => void): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    onProblem(`The folder ${folder} cannot be read: ${reasonOf(error)}.`);
    return [];
  }
}

async function ignoreFile(root: string, folder: string, entries: readonly Dirent[]): Promise<IgnoreFile[]> {
  if (!entries.some((entry) => entry.name === '.gitignore' && entry.isFile())) return [];
  try {
    return [parseGitignore(await readFile(path.join(root, folder, '.gitignore'), 'utf8'), folder)];
  } catch {
    // Without its .gitignore a folder is checked in full, which is never wrong.
    return [];
  }
}

/** Why a file operation failed, in words. */
export function reasonOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'ENOENT':
    case 'ENOTDIR':
      return 'there is no such file or folder';
    case 'EACCES':
    case 'EPERM':
      return 'you may not read it';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return error instanceof Error ? error.message : String(error);
  }
}

export function slashed(file: string): string {
  return path.sep === '/' ? file : file.replaceAll(path.sep, '/');
}
