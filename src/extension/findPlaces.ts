import { window, workspace, WorkspaceEdit, type Uri, type ViewColumn } from 'vscode';
import type { Range } from '../policy/range.ts';
import type { Place as FoundPlace } from '../project/where.ts';
import type { DescribedPlace } from '../report/places.ts';
import { rangeOf } from './diagnostic.ts';
import type { Manifests } from './manifests.ts';
import type { FindPlaces, Place } from './places.ts';
import type { WorkspaceSource } from './workspaceSources.ts';

/** Looks through the workspace for the lines that a report is about. */
export function placeFinder(manifests: Manifests): FindPlaces {
  return async (report, signal) => {
    const [{ observedOf }, { placesIn, serverIn }, { describePlaces }, { workspaceSources }] =
      await Promise.all([
        import('../report/observed.ts'),
        import('../project/where.ts'),
        import('../report/places.ts'),
        import('./workspaceSources.ts'),
      ]);
    const observed = observedOf(report);
    if (observed === null) return [];
    const sources = await workspaceSources(manifests, signal);
    const found: FoundPlace[] = [];
    for (const source of sources) {
      if (signal.aborted) return [];
      if (serverIn(source.path, source.text) === null) continue;
      found.push(...placesIn(source, observed));
      await othersTurn();
    }
    const byPath = new Map(sources.map((source) => [source.path, source]));
    return describePlaces(found, sources, observed).flatMap((described) => {
      const source = byPath.get(described.report.path);
      return source ? [offered(source, described)] : [];
    });
  };
}

/** Reading a file takes a moment; whatever else the extension host has to do comes in between. */
function othersTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

function offered({ uri, text: lookedAt }: WorkspaceSource, { place, report, fix }: DescribedPlace): Place {
  return {
    where: report,
    open: (column) => show(uri, place.range, column),
    async fix(column) {
      const document = await workspace.openTextDocument(uri);
      // The edits are offsets into the text that was looked at: for any other they would be wrong.
      if (fix === null || document.getText() !== lookedAt) return false;
      // Before the change: a changed file that no editor shows would be opened in the panel's own column.
      await show(uri, fix.edits[0] ?? place.range, column);
      const edit = new WorkspaceEdit();
      for (const { start, end, text } of fix.edits)
        edit.replace(uri, rangeOf(document, { start, end }), text);
      return workspace.applyEdit(edit);
    },
  };
}

async function show(uri: Uri, range: Range, viewColumn: ViewColumn): Promise<void> {
  const document = await workspace.openTextDocument(uri);
  const { start } = rangeOf(document, range);
  await window.showTextDocument(document, {
    viewColumn,
    selection: document.lineAt(start.line).range.with(start),
  });
}
