import { languages, LanguageStatusSeverity, window, type Disposable, type TextDocument } from 'vscode';
import type { Checked } from './checker.ts';
import { statusText } from './statusText.ts';

export interface StatusItem extends Disposable {
  show(document: TextDocument, checked: Checked | null): void;
}

/** The entry under `{}` in the status bar: how many findings the file in front has, or that there was nothing to check. */
export function createStatusItem(): StatusItem {
  const item = languages.createLanguageStatusItem('preflight', []);
  item.name = 'Preflight';
  item.severity = LanguageStatusSeverity.Information;
  return {
    show(document, checked) {
      if (window.activeTextEditor?.document !== document) return;
      item.selector = checked ? { pattern: '**', scheme: document.uri.scheme } : [];
      if (!checked) return;
      const { text, detail } = statusText(checked);
      item.text = text;
      item.detail = detail;
    },
    dispose: () => item.dispose(),
  };
}
