import type { Disposable, Event, TextDocument } from 'vscode';
import type { ReadContext } from '../policy/types.ts';
import { watchTexts } from './watchedTexts.ts';

/** The files that documents import, directly and by each other. */
export interface ImportedFiles extends Disposable {
  /** For the document as it is now, whose path the linter knows as `path`; undefined where looking at other files would cost requests. */
  resolverFor(document: TextDocument, path: string): Promise<ReadContext['resolve']>;
  /** An imported file changed: what was said before may be wrong. */
  readonly onDidChange: Event<void>;
}

const sources = '**/*.{js,ts,jsx,tsx,mjs,cjs,mts,cts,json}';

/** Where reading a file is no request over the network. */
const near: ReadonlySet<string> = new Set(['file', 'vscode-remote']);

/** Reads imported files as documents ask for them. */
export function watchImportedFiles(): ImportedFiles {
  const texts = watchTexts(sources);
  return {
    onDidChange: texts.onDidChange,
    dispose: () => texts.dispose(),
    async resolverFor(document, path) {
      const { uri } = document;
      if (!near.has(uri.scheme)) return undefined;
      const { followImports, importResolver } = await import('../project/imports.ts');
      const text = document.getText();
      const resolve = await texts.settle(uri, (read) => {
        followImports(text, uri.path, read);
        return importResolver(read);
      });
      return (specifier, from) => resolve(specifier, from === path ? uri.path : from);
    },
  };
}
