import {
  languages,
  MarkdownString,
  Hover,
  Range,
  workspace,
  type Disposable,
  type HoverProvider,
} from 'vscode';
import { formOf } from './pasted.ts';
import { baseUrlOf } from './settings.ts';

/** Without one of these words no file calls a server, so nothing that reads it need be loaded. */
const words = /\bfetch\s*\(|axios|\.open\s*\(/;

const selector = ['javascript', 'javascriptreact', 'typescript', 'typescriptreact'].map((language) => ({
  language,
}));

/** On the first line of a call that sends a request: a link that tests it. */
export function registerRequestHovers(): Disposable {
  return languages.registerHoverProvider(selector, provider);
}

const provider: HoverProvider = {
  async provideHover(document, position) {
    const text = document.getText();
    if (!words.test(text)) return null;
    const { callAt } = await import('./requestAt.ts');
    const configuration = workspace.getConfiguration('preflight', document);
    const base = baseUrlOf((key) => configuration.get(key));
    const found = callAt(text, document.offsetAt(position), base);
    if (found === null) return null;
    const start = document.positionAt(found.range.start);
    // The body of a call may go on for a page; a word about the test belongs to its beginning.
    if (start.line !== position.line) return null;
    const form = formOf(found.request);
    const link = new MarkdownString();
    link.isTrusted = { enabledCommands: ['preflight.testRequest'] };
    const target = `command:preflight.testRequest?${encodeURIComponent(JSON.stringify([form]))}`;
    link.appendMarkdown(`[Test CORS endpoint](${target}) `).appendText(`${form.method} ${form.url}`);
    return new Hover(link, new Range(start, document.positionAt(found.range.end)));
  },
};
