import { Uri, workspace, type Disposable, type Event, type TextDocument } from 'vscode';
import type { Versions } from '../project/versions.ts';
import { watchTexts } from './watchedTexts.ts';

/** The versions of the libraries that a document uses, from the manifests around it. */
export interface Manifests extends Disposable {
  versionsFor(document: Pick<TextDocument, 'uri' | 'isUntitled'>): Promise<Versions>;
  /** A manifest or lock file changed: what was said before may be wrong. */
  readonly onDidChange: Event<void>;
}

const names = '{package.json,package-lock.json,uv.lock,poetry.lock,requirements.txt,pyproject.toml}';

/** Reads the manifests of the workspace as documents ask for them. */
export function watchManifests(): Manifests {
  const texts = watchTexts(`**/${names}`);
  return {
    onDidChange: texts.onDidChange,
    dispose: () => texts.dispose(),
    async versionsFor({ uri, isUntitled }) {
      if (isUntitled) return {};
      const { versionsFor } = await import('../project/versions.ts');
      const folder = Uri.joinPath(uri, '..').path;
      const top = workspace.getWorkspaceFolder(uri)?.uri.path ?? folder;
      return texts.settle(uri, (read) => versionsFor(folder, top, read));
    },
  };
}
