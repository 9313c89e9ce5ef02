import {
  CodeLens,
  Disposable,
  EventEmitter,
  languages,
  Range,
  workspace,
  type CodeLensProvider,
  type TextDocument,
} from 'vscode';
import { lintPath } from './documents.ts';
import type { Form } from './protocol.ts';
import { baseUrlOf } from './settings.ts';

/** Without one of these words no file has routes, so nothing that reads it need be loaded. */
const words = /express|fastapi/i;

const selector = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact', 'python'].map(
  (language) => ({
    language,
  }),
);

/** Above each route that leads to a URL: a link that tests it. */
export function registerRouteLenses(): Disposable {
  const changed = new EventEmitter<void>();
  const provider: CodeLensProvider = { onDidChangeCodeLenses: changed.event, provideCodeLenses: lensesIn };
  return Disposable.from(
    changed,
    languages.registerCodeLensProvider(selector, provider),
    workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('preflight')) changed.fire();
    }),
  );
}

async function lensesIn(document: TextDocument): Promise<CodeLens[]> {
  const configuration = workspace.getConfiguration('preflight', document);
  if (configuration.get('codeLens') === false) return [];
  const text = document.getText();
  if (!words.test(text)) return [];
  const { routeUrls } = await import('../project/routes.ts');
  const { languageId, isUntitled } = document;
  const path = lintPath({ languageId, path: workspace.asRelativePath(document.uri), untitled: isUntitled });
  const base = baseUrlOf((key) => configuration.get(key));
  return routeUrls(text, { path }, base).map(({ range, method, url }) => {
    const start = document.positionAt(range.start);
    const asked: Partial<Form> = { url, method };
    return new CodeLens(new Range(start, start), {
      title: 'Test CORS endpoint',
      tooltip: `${method} ${url}`,
      command: 'preflight.testRequest',
      arguments: [asked],
    });
  });
}
