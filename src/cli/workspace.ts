import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { isBinary } from '../project/files.ts';
import { serverIn, type SourceText } from '../project/where.ts';
import { observedOf } from '../report/observed.ts';
import { findPlaces, type PlaceReport } from '../report/places.ts';
import type { ProbeReport } from '../report/types.ts';
import { MAX_BYTES, shownPath } from './check.ts';
import type { Io } from './io.ts';
import { surroundings } from './surroundings.ts';
import { findFiles, reasonOf, slashed } from './walk.ts';

/**
 * The files below `folder` that may answer requests. What cannot be read is told and left out.
 * @throws UsageError for a folder that does not exist
 */
export async function readWorkspace(folder: string, io: Io): Promise<readonly SourceText[]> {
  const onProblem = (sentence: string): void => io.stderr(`preflight: ${sentence}\n`);
  const { versionsIn, resolve } = surroundings(io.cwd);
  const sources: SourceText[] = [];
  for (const file of await findFiles([folder], io.cwd, onProblem)) {
    const shown = slashed(shownPath(file.path, io.cwd));
    try {
      const bytes = await readFile(file.path);
      const text = bytes.toString('utf8');
      if (isBinary(bytes) || bytes.length > MAX_BYTES || serverIn(shown, text) === null) continue;
      sources.push({ path: shown, text, versions: versionsIn(path.dirname(file.path)), resolve });
    } catch (error) {
      onProblem(`${shown} cannot be read: ${reasonOf(error)}.`);
    }
  }
  return sources;
}

/** The lines of `sources` that the outcome of a test comes from. */
export function placesOf(sources: readonly SourceText[], report: ProbeReport): readonly PlaceReport[] {
  const observed = observedOf(report);
  return observed === null ? [] : findPlaces(sources, observed).map(({ report: place }) => place);
}
