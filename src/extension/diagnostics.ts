import { Disposable, languages, window, workspace, type Event, type TextDocument } from 'vscode';
import { isLintable, settingsOf, type Checked, type Checker } from './checker.ts';
import { debounce } from './debounce.ts';
import { diagnosticOf } from './diagnostic.ts';

/** Long enough not to judge half a word, short enough to feel immediate. Milliseconds. */
const pause = 200;

/** Called when a document was checked; with null when it was closed. */
export type Listener = (document: TextDocument, checked: Checked | null) => void;

/** Publishes what the linter finds in every open document, and again when something around them changes. */
export function registerDiagnostics(
  { check, forget }: Checker,
  onDidChangeAround: readonly Event<void>[],
  listener: Listener,
): Disposable {
  const collection = languages.createDiagnosticCollection('preflight');

  const publish = async (document: TextDocument): Promise<void> => {
    if (!isLintable(document)) return;
    const checking = check(document);
    const checked = await checking;
    if (document.isClosed || document.version !== checked.version) return;
    // Settings or files around it changed meanwhile: the newer check of the same text has the word.
    if (check(document) !== checking) return;
    collection.set(
      document.uri,
      checked.findings.map((finding) => diagnosticOf(document, finding)),
    );
    listener(document, checked);
  };
  const typing = debounce<TextDocument>(pause, (document) => void publish(document));
  const publishAll = (): void => {
    for (const document of workspace.textDocuments) {
      forget(document);
      void publish(document);
    }
  };

  publishAll();
  return Disposable.from(
    collection,
    typing,
    workspace.onDidOpenTextDocument((document) => typing.flush(document)),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0 || !isLintable(document)) return;
      if (settingsOf(document).run === 'onType') typing.schedule(document);
    }),
    workspace.onDidSaveTextDocument((document) => typing.flush(document)),
    workspace.onDidCloseTextDocument((document) => {
      typing.cancel(document);
      // A change of language closes and opens the same document: what was found before says nothing any more.
      forget(document);
      collection.delete(document.uri);
      listener(document, null);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('preflight')) publishAll();
    }),
    ...onDidChangeAround.map((onDidChange) => onDidChange(publishAll)),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor) typing.flush(editor.document);
    }),
  );
}
