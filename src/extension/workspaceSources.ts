import { CancellationTokenSource, workspace, type TextDocument, type Uri } from 'vscode';
import { isSkippedFolder, mayBeSource } from '../project/files.ts';
import { importResolver } from '../project/imports.ts';
import type { SourceText } from '../project/where.ts';
import type { Manifests } from './manifests.ts';

/** A file of the workspace as it is now: with changes that are not saved, where an editor has it open. */
export interface WorkspaceSource extends SourceText {
  readonly uri: Uri;
}

const globs = [
  '**/*.{js,mjs,cjs,jsx,ts,mts,cts,tsx,py,conf,vhost,nginx,htaccess}',
  '**/{nginx,apache2,httpd,sites-available,sites-enabled,conf.d}/**',
];
const skipped = '**/{node_modules,bower_components,site-packages,__pycache__,dist,build,out,coverage}/**';

/** Larger workspaces are looked through this far. */
const mostFiles = 3000;
/** Larger files are built, not written. Bytes. */
const largest = 400_000;
const mostText = 20_000_000;

/** The files of the workspace that may answer requests, as far as `signal` lets it come. */
export async function workspaceSources(
  manifests: Manifests,
  signal: AbortSignal,
): Promise<readonly WorkspaceSource[]> {
  const open = new Map<string, TextDocument>();
  for (const document of workspace.textDocuments) open.set(document.uri.toString(), document);
  const texts = new Map<string, string>();
  const resolve = importResolver((path) => texts.get(path) ?? null);
  const sources: WorkspaceSource[] = [];
  let read = 0;
  for (const uri of await findSources(signal)) {
    if (signal.aborted || read > mostText) break;
    const path = workspace.asRelativePath(uri).replaceAll('\\', '/');
    if (!mayBeSource(path) || path.split('/').slice(0, -1).some(isSkippedFolder)) continue;
    const text = open.get(uri.toString())?.getText() ?? (await textOf(uri));
    if (text === null) continue;
    read += text.length;
    texts.set(path, text);
    const versions = await manifests.versionsFor({ uri, isUntitled: false });
    sources.push({ uri, path, text, versions, resolve });
  }
  return sources;
}

async function findSources(signal: AbortSignal): Promise<readonly Uri[]> {
  const cancel = new CancellationTokenSource();
  const onAbort = (): void => cancel.cancel();
  signal.addEventListener('abort', onAbort);
  try {
    const found = await Promise.all(
      globs.map((glob) => workspace.findFiles(glob, skipped, mostFiles, cancel.token)),
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
