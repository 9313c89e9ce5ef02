import { Disposable, languages, window, workspace, type Event, type TextDocument } from 'vscode';
import { shownMeanwhile, unfinishedAt, type Shown } from '../rules/unfinished.ts';
import { isLintable, settingsOf, type Checked, type Checker } from './checker.ts';
import { debounce } from './debounce.ts';
import { diagnosticOf } from './diagnostic.ts';

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
  const shown = new WeakMap<TextDocument, Shown>();
  /** Where somebody typed last, in documents in which that may be in the middle of something. */
  const edits = new WeakMap<TextDocument, number>();

  const publish = async (document: TextDocument): Promise<void> => {
    if (!isLintable(document)) return;
    const checking = check(document);
    const checked = await checking;
    if (document.isClosed || document.version !== checked.version) return;
    // Settings or files around it changed meanwhile: the newer check of the same text has the word.
    if (check(document) !== checking) return;
    const findings = ripe(document, checked);
    shown.set(document, { text: document.getText(), findings });
    collection.set(
      document.uri,
      findings.map((finding) => diagnosticOf(document, finding)),
    );
    listener(document, { ...checked, findings });
  };

  /** What to show now: while somebody is in the middle of a statement, nothing new. */
  const ripe = (document: TextDocument, { stack, findings }: Checked): Checked['findings'] => {
    const edit = edits.get(document);
    const editor = window.visibleTextEditors.find((one) => one.document === document);
    if (edit === undefined || !editor || !stack) return findings;
    const text = document.getText();
    const unfinished = unfinishedAt(text, document.offsetAt(editor.selection.active), stack);
    if (!unfinished || edit < unfinished.start || edit > unfinished.end) return findings;
    return shownMeanwhile({ text, findings }, shown.get(document) ?? null, unfinished);
  };

  const typing = debounce<TextDocument>(pause, (document) => void publish(document));
  const settling = debounce<TextDocument>(longPause, (document) => settle(document));
  const settle = (document: TextDocument): void => {
    settling.cancel(document);
    edits.delete(document);
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
      // What is pasted or undone is whole.
      const isTyped = reason === undefined && !change.text.trim().includes('\n');
      if (isTyped) edits.set(document, change.rangeOffset);
      else edits.delete(document);
      typing.schedule(document);
      settling.schedule(document);
    }),
    window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
      if (edits.has(document)) typing.schedule(document);
    }),
    workspace.onDidSaveTextDocument(settle),
    workspace.onDidCloseTextDocument((document) => {
      typing.cancel(document);
      settling.cancel(document);
      // A change of language closes and opens the same document: what was found before says nothing any more.
      forget(document);
      shown.delete(document);
      edits.delete(document);
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
