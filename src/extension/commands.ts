import { commands, Disposable, env, window, workspace, type TextEditor } from 'vscode';
import type { Pasted } from '../paste/types.ts';
import { isFields, isForm } from './guards.ts';
import { formOf } from './pasted.ts';
import { emptyForm, type Form, type OpenRequest } from './protocol.ts';
import { baseUrlOf } from './settings.ts';

/** How the commands show what they found. */
export type OpenPanel = (request?: OpenRequest) => void;

/** The commands that open the panel with something filled in. */
export function registerCommands(openPanel: OpenPanel): Disposable {
  return Disposable.from(
    commands.registerCommand('preflight.showLastTest', () => openPanel({ last: true })),
    commands.registerCommand('preflight.explainError', () => explain(openPanel, selectionOrClipboard)),
    commands.registerCommand('preflight.explainTerminalSelection', () =>
      explain(openPanel, terminalSelection),
    ),
    commands.registerCommand('preflight.testAtCursor', () => testAtCursor(openPanel)),
    commands.registerCommand('preflight.testRequest', (asked: unknown) => {
      if (isPartOfForm(asked)) openPanel({ form: asked, run: true });
    }),
  );
}

function isPartOfForm(asked: unknown): asked is Partial<Form> {
  return isFields(asked) && isForm({ ...emptyForm, ...asked });
}

async function explain(openPanel: OpenPanel, take: () => Promise<string>): Promise<void> {
  const { parsePaste } = await import('../paste/parsePaste.ts');
  const taken = await take();
  if (isMessage(parsePaste(taken))) return openPanel({ pasted: taken });
  const typed = await window.showInputBox({
    title: 'Explain CORS error',
    prompt: 'Paste the red line from the browser’s console.',
    placeHolder: 'Access to fetch at … has been blocked by CORS policy: …',
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === '' ? null : problemOf(parsePaste(text))),
  });
  if (typed !== undefined && typed.trim() !== '') openPanel({ pasted: typed });
}

/** A URL alone says nothing that could be explained. */
function isMessage(pasted: Pasted): boolean {
  return pasted.kind !== 'error' && pasted.kind !== 'url';
}

function problemOf(pasted: Pasted): string | null {
  return pasted.kind === 'error' ? pasted.sentence : null;
}

async function selectionOrClipboard(): Promise<string> {
  const editor = window.activeTextEditor;
  const selected = editor?.document.getText(editor.selection) ?? '';
  return selected.trim() === '' ? env.clipboard.readText() : selected;
}

/** VS Code tells no extension what is selected in a terminal: it is copied, and the clipboard gets back what it held. */
async function terminalSelection(): Promise<string> {
  const before = await env.clipboard.readText();
  await commands.executeCommand('workbench.action.terminal.copySelection');
  const selected = await env.clipboard.readText();
  await env.clipboard.writeText(before);
  return selected;
}

async function testAtCursor(openPanel: OpenPanel): Promise<void> {
  const editor = window.activeTextEditor;
  if (editor === undefined) return openPanel();
  const selected = editor.document.getText(editor.selection);
  if (selected.trim() !== '') return openPanel({ pasted: selected });
  await testAt(editor, openPanel);
}

async function testAt({ document, selection }: TextEditor, openPanel: OpenPanel): Promise<void> {
  const { requestAt } = await import('./requestAt.ts');
  const configuration = workspace.getConfiguration('preflight', document);
  const base = baseUrlOf((key) => configuration.get(key));
  const found = requestAt(document.getText(), document.offsetAt(selection.active), base);
  if (found !== null) return openPanel({ form: formOf(found.request), run: true });
  await window.showInformationMessage(
    'There is no URL at the cursor: put it on a URL or a call of fetch or axios. A relative URL needs the setting preflight.baseUrl.',
  );
}
