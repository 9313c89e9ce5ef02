import { Disposable, EventEmitter, Uri, workspace, type Event, type TextDocument } from 'vscode';
import type { Versions } from '../project/versions.ts';

/** The versions of the libraries that a document uses, from the manifests around it. */
export interface Manifests extends Disposable {
  versionsFor(document: Pick<TextDocument, 'uri' | 'isUntitled'>): Promise<Versions>;
  /** A manifest or lock file changed: what was said before may be wrong. */
  readonly onDidChange: Event<void>;
}

const names = '{package.json,package-lock.json,uv.lock,poetry.lock,requirements.txt,pyproject.toml}';

/** Reads manifests through VS Code, so that virtual workspaces have them too; each file once until one changes. */
export function watchManifests(): Manifests {
  const texts = new Map<string, string | null>();
  const changed = new EventEmitter<void>();
  const watcher = workspace.createFileSystemWatcher(`**/${names}`);
  const forget = (): void => {
    texts.clear();
    changed.fire();
  };
  const subscriptions = Disposable.from(
    watcher,
    changed,
    watcher.onDidChange(forget),
    watcher.onDidCreate(forget),
    watcher.onDidDelete(forget),
  );

  return {
    onDidChange: changed.event,
    dispose: () => void subscriptions.dispose(),
    async versionsFor({ uri, isUntitled }) {
      if (isUntitled) return {};
      const { versionsFor } = await import('../project/versions.ts');
      const folder = Uri.joinPath(uri, '..').path;
      const top = workspace.getWorkspaceFolder(uri)?.uri.path ?? folder;
      // The search is synchronous: it runs again as long as it asks for files that are not read yet.
      for (;;) {
        const missing = new Set<string>();
        const versions = versionsFor(folder, top, (path) => {
          const text = texts.get(uri.with({ path }).toString());
          if (text === undefined) missing.add(path);
          return text ?? null;
        });
        if (missing.size === 0) return versions;
        await Promise.all(
          [...missing].map(async (path) => {
            const file = uri.with({ path });
            texts.set(file.toString(), await textOf(file));
          }),
        );
      }
    },
  };
}

/** Null for a file that is not there, which is the usual case on the way up. */
async function textOf(file: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
}
