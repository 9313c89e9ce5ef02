import { workspace, type TextDocument } from 'vscode';
import type { ReadContext, SourceKind } from '../policy/types.ts';
import type { Finding } from '../rules/types.ts';
import { lintPath, mayConcernCors, stackOf, type OpenDocument } from './documents.ts';
import { readSettings, severityFor, type Settings } from './settings.ts';

/** What was found in one version of a document. `stack` is null where none claims it. */
export interface Checked {
  readonly version: number;
  readonly stack: SourceKind | null;
  readonly findings: readonly Finding[];
}

export interface Checker {
  /** Checks the document as it is now; the same version is checked once. Severities are those of its settings. */
  check(document: TextDocument): Promise<Checked>;
  /** Forgets what was found, because something besides the text changed. */
  forget(document: TextDocument): void;
}

export function settingsOf(document: TextDocument): Settings {
  const configuration = workspace.getConfiguration('preflight', document);
  return readSettings((key) => configuration.get(key));
}

/** Text documents that a person edits: not the other side of a diff, not an output. */
export function isLintable({ uri, isClosed }: TextDocument): boolean {
  if (isClosed) return false;
  return uri.scheme === 'untitled' || workspace.fs.isWritableFileSystem(uri.scheme) === true;
}

/** What surrounds a document, whose path the linter knows as `path`. */
export type LookAround = (document: TextDocument, path: string) => Promise<Omit<ReadContext, 'path'>>;

export function createChecker(lookAround: LookAround): Checker {
  const cache = new WeakMap<TextDocument, { readonly version: number; readonly checked: Promise<Checked> }>();
  return {
    check(document) {
      const known = cache.get(document);
      if (known?.version === document.version) return known.checked;
      const checked = run(document, lookAround);
      cache.set(document, { version: document.version, checked });
      return checked;
    },
    forget: (document) => void cache.delete(document),
  };
}

async function run(document: TextDocument, lookAround: LookAround): Promise<Checked> {
  const { version } = document;
  const text = document.getText();
  const { enable, rules } = settingsOf(document);
  const nothing = { version, stack: null, findings: [] };
  if (!enable || !mayConcernCors(text)) return nothing;
  const { lint, recognise } = await import('../rules/index.ts');
  const open: OpenDocument = {
    languageId: document.languageId,
    path: workspace.asRelativePath(document.uri, false).replaceAll('\\', '/'),
    untitled: document.isUntitled,
  };
  const path = lintPath(open);
  const stack = stackOf(open) ?? recognise(path, text);
  if (!stack) return nothing;
  const around = await lookAround(document, path);
  const findings = lint({ text, stack }, { path, ...around }, Object.keys(rules)).flatMap((finding) => {
    const severity = severityFor(finding, rules);
    return severity === null ? [] : [{ ...finding, severity }];
  });
  return { version, stack, findings };
}
