import { ViewColumn, window, workspace, WorkspaceEdit, type Uri } from 'vscode';
import type { Range } from '../policy/range.ts';
import type { Place as FoundPlace } from '../project/where.ts';
import type { DescribedPlace } from '../report/places.ts';
import { rangeOf } from './diagnostic.ts';
import type { Manifests } from './manifests.ts';
import type { FindPlaces, Place } from './places.ts';
import { workspaceSources, type WorkspaceSource } from './workspaceSources.ts';

/** Looks through the workspace for the lines that a report is about. */
export function placeFinder(manifests: Manifests): FindPlaces {
  return async (report, signal) => {
    const [{ observedOf }, { placesIn, ranked, serverIn }, { describePlace }] = await Promise.all([
      import('../report/observed.ts'),
      import('../project/where.ts'),
      import('../report/places.ts'),
    ]);
    const observed = observedOf(report);
    if (observed === null) return [];
    const sources = new Map<string, WorkspaceSource>();
    const found: FoundPlace[] = [];
    for await (const source of workspaceSources(manifests, signal)) {
      const { path, text } = source.file;
      if (serverIn(path, text) === null) continue;
      const places = placesIn(source.file, observed);
      if (places.length > 0) sources.set(path, source);
      found.push(...places);
    }
    if (signal.aborted) return [];
    return ranked(found).flatMap((place) => {
      const source = sources.get(place.path);
      return source ? [offered(source, describePlace(place, source.file, observed))] : [];
    });
  };
}

function offered({ uri, file }: WorkspaceSource, { place, report, fix }: DescribedPlace): Place {
  return {
    where: report,
    open: () => show(uri, place.range),
    async fix() {
      const document = await workspace.openTextDocument(uri);
      // The edits are offsets into the text that was looked at: for any other they would be wrong.
      if (fix === null || document.getText() !== file.text) return false;
      const edit = new WorkspaceEdit();
      for (const { start, end, text } of fix.edits)
        edit.replace(uri, rangeOf(document, { start, end }), text);
      const done = await workspace.applyEdit(edit);
      await show(uri, fix.edits[0] ?? place.range);
      return done;
    },
  };
}

/** Beside the panel, not over it. */
async function show(uri: Uri, range: Range): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const { start } = rangeOf(document, range);
  await window.showTextDocument(document, {
    viewColumn: ViewColumn.One,
    selection: document.lineAt(start.line).range.with(start),
  });
}
