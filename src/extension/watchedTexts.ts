import { Disposable, EventEmitter, FileType, Uri, workspace, type Event } from 'vscode';
import type { ReadText } from '../project/versions.ts';

/** Texts of files, read through VS Code so that virtual workspaces have them too; each once until it changes. */
export interface WatchedTexts extends Disposable {
  /** A file that was asked for changed: what was made of it before may be wrong. */
  readonly onDidChange: Event<void>;
  /**
   * What `search` finds in the file system of `near`, whose paths it asks for. It is synchronous and without effects: it runs again as
   * long as it asks for files that are not read yet. The reader stays good for those that it asked for.
   */
  settle<T>(near: Uri, search: (read: ReadText) => T): Promise<T>;
}

/** Watches the files that `glob` matches. */
export function watchTexts(glob: string): WatchedTexts {
  const texts = new Map<string, string | null>();
  const folders = new Map<string, ReadonlySet<string>>();
  const changed = new EventEmitter<void>();
  const watcher = workspace.createFileSystemWatcher(glob);
  const forget = (file: Uri): void => {
    const isKnown = [texts.delete(file.toString()), folders.delete(folderOf(file).toString())];
    if (isKnown.includes(true)) changed.fire();
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
    async settle(near, search) {
      for (;;) {
        const missing = new Map<string, () => Promise<void>>();
        const found = search((path) => {
          const file = near.with({ path });
          const folder = folderOf(file);
          // One look at the folder spares a look for each name that the file could have.
          const names = folders.get(folder.toString());
          if (names === undefined) {
            missing.set(
              folder.toString(),
              async () => void folders.set(folder.toString(), await namesIn(folder)),
            );
            return null;
          }
          if (!names.has(path.slice(path.lastIndexOf('/') + 1))) return null;
          const text = texts.get(file.toString());
          if (text === undefined)
            missing.set(file.toString(), async () => void texts.set(file.toString(), await textOf(file)));
          return text ?? null;
        });
        if (missing.size === 0) return found;
        await Promise.all([...missing.values()].map((read) => read()));
      }
    },
  };
}

function folderOf(file: Uri): Uri {
  return Uri.joinPath(file, '..');
}

/** The files in a folder; none for a folder that is not there, which is usual on the way up. */
async function namesIn(folder: Uri): Promise<ReadonlySet<string>> {
  try {
    const entries = await workspace.fs.readDirectory(folder);
    return new Set(entries.flatMap(([name, type]) => (type === FileType.Directory ? [] : [name])));
  } catch {
    return new Set();
  }
}

/** Null for a file that went away in between. */
async function textOf(file: Uri): Promise<string | null> {
  try {
    return new TextDecoder().decode(await workspace.fs.readFile(file));
  } catch {
    return null;
  }
}
