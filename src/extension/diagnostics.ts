import {
  Disposable,
  languages,
  window,
  workspace,
  type Event,
  type TextDocument,
  type TextEditor,
} from 'vscode';
import { isLintable, settingsOf, type Checked, type Checker } from './checker.ts';
import { debounce } from './debounce.ts';
import { diagnosticOf } from './diagnostic.ts';
import { Onlooker } from './onlooker.ts';

/** Long enough not to judge half a word, short enough to feel immediate. Milliseconds. */
const pause = 200;

/** Who stops for so long inside of a statement wants to hear about it as it is. Milliseconds. */
const longPause = 1500;

/** Called when a document was checked; with null when it was closed. */
export type Listener = (document: TextDocument, checked: Checked | null) => void;

/** Publishes what the linter finds in every open document, and again when something around them changes. */
export function registerDiagnostics(
  { check, forget }: Checker,
  onDidChangeAround: readonly Event<void>[],
  listener: Listener,
): Disposable {
  const collection = languages.createDiagnosticCollection('preflight');
  const onlookers = new WeakMap<TextDocument, Onlooker>();
  const onlookerOf = (document: TextDocument): Onlooker => {
    const onlooker = onlookers.get(document) ?? new Onlooker();
    onlookers.set(document, onlooker);
    return onlooker;
  };

  const publish = async (document: TextDocument): Promise<void> => {
    if (!isLintable(document)) return;
    const checking = check(document);
    const checked = await checking;
    if (document.isClosed || document.version !== checked.version) return;
    // Settings or files around it changed meanwhile: the newer check of the same text has the word.
    if (check(document) !== checking) return;
    const editor = editorsOf(document)[0];
    const caret = editor ? document.offsetAt(editor.selection.active) : null;
    const findings = onlookerOf(document).look({ ...checked, text: document.getText() }, caret);
    collection.set(
      document.uri,
      findings.map((finding) => diagnosticOf(document, finding)),
    );
    listener(document, { ...checked, findings });
  };

  const typing = debounce<TextDocument>(pause, (document) => void publish(document));
  const settling = debounce<TextDocument>(longPause, (document) => settle(document));
  const settle = (document: TextDocument): void => {
    settling.cancel(document);
    onlookerOf(document).settle();
    typing.flush(document);
  };
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
    settling,
    workspace.onDidOpenTextDocument(settle),
    workspace.onDidChangeTextDocument(({ document, contentChanges, reason }) => {
      const [change] = contentChanges;
      if (!change || !isLintable(document)) return;
      if (settingsOf(document).run !== 'onType') return;
      // More places than carets are changed by a command, not by typing.
      const isAtCaret = editorsOf(document).some(
        ({ selections }) =>
          contentChanges.length <= selections.length &&
          selections.some((selection) => change.range.intersection(selection)),
      );
      onlookerOf(document).changed(change, { isAtCaret, isUndo: reason !== undefined });
      typing.schedule(document);
      settling.schedule(document);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
      if (onlookers.get(document)?.isTyping) typing.schedule(document);
    }),
    workspace.onDidSaveTextDocument(settle),
    workspace.onDidCloseTextDocument((document) => {
      typing.cancel(document);
      settling.cancel(document);
      // A change of language closes and opens the same document: what was found before says nothing any more.
      forget(document);
      onlookers.delete(document);
      collection.delete(document.uri);
      listener(document, null);
    }),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('preflight')) publishAll();
    }),
    ...onDidChangeAround.map((onDidChange) => onDidChange(publishAll)),
    window.onDidChangeActiveTextEditor((editor) => {
      if (editor) settle(editor.document);
    }),
  );
}

function editorsOf(document: TextDocument): readonly TextEditor[] {
  return window.visibleTextEditors.filter((editor) => editor.document === document);
}
