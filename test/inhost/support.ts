import { commands, Disposable, languages, Range, window, workspace, WorkspaceEdit } from 'vscode';
import type { Diagnostic, Event, TextDocument, Uri } from 'vscode';

/** An Express file with one mistake that has a safe fix: `trailing-slash-origin`. */
export const trailingSlash = `import express from 'express';
import cors from 'cors';

export const app = express();
app.use(cors({ origin: ['https://app.example.com/'] }));
`;

export const fixed = trailingSlash.replace('.com/', '.com');

/** Resolves as soon as `check` gives something; asks again at each `event`. */
export function until<T>(event: Event<unknown>, check: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    let done = false;
    const listening: Disposable[] = [];
    const ask = (): void => {
      const found = check();
      if (found === undefined || done) return;
      done = true;
      Disposable.from(...listening).dispose();
      resolve(found);
    };
    listening.push(event(ask));
    ask();
    if (done) Disposable.from(...listening).dispose();
  });
}

export function own(uri: Uri): Diagnostic[] {
  return languages.getDiagnostics(uri).filter(({ source }) => source === 'Preflight');
}

/** Preflight's diagnostics on a document, as soon as there are `count`. */
export function diagnostics(uri: Uri, count: number): Promise<Diagnostic[]> {
  return until(languages.onDidChangeDiagnostics, () => {
    const found = own(uri);
    return found.length === count ? found : undefined;
  });
}

/** An untitled JavaScript document in an editor. */
export async function open(content: string, language = 'javascript'): Promise<TextDocument> {
  const document = await workspace.openTextDocument({ language, content });
  await window.showTextDocument(document);
  return document;
}

/** Replaces the whole text as one edit. */
export async function replaceAll(document: TextDocument, text: string): Promise<void> {
  const edit = new WorkspaceEdit();
  const end = document.positionAt(document.getText().length);
  edit.replace(document.uri, new Range(document.positionAt(0), end), text);
  await workspace.applyEdit(edit);
}

/** Closes every editor, unsaved ones without a question. */
export async function closeAll(): Promise<void> {
  while (window.tabGroups.all.some(({ tabs }) => tabs.length > 0)) {
    await commands.executeCommand('workbench.action.revertAndCloseActiveEditor');
  }
}
