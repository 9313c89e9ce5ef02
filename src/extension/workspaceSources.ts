import { CancellationTokenSource, workspace, type TextDocument, type Uri } from 'vscode';
import { mayBeSource } from '../project/files.ts';
import type { SourceText } from '../project/where.ts';
import type { Manifests } from './manifests.ts';

/** A file of the workspace as it is now: with changes that are not saved, where an editor has it open. */
export interface WorkspaceSource {
  readonly uri: Uri;
  readonly file: SourceText;
}

const sources = '**/{*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py,conf,vhost,nginx},.htaccess}';
const serverFolders = '**/{nginx,apache2,httpd,sites-available,sites-enabled,conf.d}/**';
const skipped = '**/{node_modules,bower_components,dist,build,out,coverage,__pycache__,site-packages,.*}/**';

/** Larger workspaces are looked through this far. */
const mostFiles = 3000;
/** Larger files are built, not written. Bytes. */
const largest = 400_000;

/** The files that may answer requests, one after another; others get a turn in between. Ends early when `signal` aborts. */
export async function* workspaceSources(
  manifests: Manifests,
  signal: AbortSignal,
): AsyncGenerator<WorkspaceSource> {
  const open = new Map<string, TextDocument>();
  for (const document of workspace.textDocuments) open.set(document.uri.toString(), document);
  for (const uri of await findSources(signal)) {
    if (signal.aborted) return;
    const path = workspace.asRelativePath(uri).replaceAll('\\', '/');
    if (!mayBeSource(path)) continue;
    const text = open.get(uri.toString())?.getText() ?? (await textOf(uri));
    if (text === null) continue;
    yield { uri, file: { path, text, versions: await manifests.versionsFor({ uri, isUntitled: false }) } };
  }
}

async function findSources(signal: AbortSignal): Promise<readonly Uri[]> {
  const cancel = new CancellationTokenSource();
  const onAbort = (): void => cancel.cancel();
  signal.addEventListener('abort', onAbort);
  try {
    const found = await Promise.all(
      [sources, serverFolders].map((glob) => workspace.findFiles(glob, skipped, mostFiles, cancel.token)),
    );
    return [...new Map(found.flat().map((uri) => [uri.toString(), uri])).values()].slice(0, mostFiles);
  } finally {
    signal.removeEventListener('abort', onAbort);
    cancel.dispose();
  }
}

/** Null for a file that went away meanwhile, and for one that nobody wrote by hand. */
async function textOf(uri: Uri): Promise<string | null> {
  try {
    const { size } = await workspace.fs.stat(uri);
    return size > largest ? null : new TextDecoder().decode(await workspace.fs.readFile(uri));
  } catch {
    return null;
  }
}
