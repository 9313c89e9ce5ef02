import {
  Disposable,
  EventEmitter,
  FileSystemError,
  FileType,
  Uri,
  workspace,
  type FileChangeEvent,
  type FileStat,
  type FileSystemProvider,
} from 'vscode';
import { pageScheme, pagesFile, ruleOfPage } from './rulePages.ts';

/** The pages as VS Code sees them: read-only files, so that a preview follows the links between them. */
export interface RulePageFiles {
  readonly disposable: Disposable;
  has(rule: string): Promise<boolean>;
}

/** Shows the packaged pages under a scheme of their own. They are read from disk when the first one is opened. */
export function registerRulePageFiles(extensionUri: Uri): RulePageFiles {
  const files = new Files(Uri.joinPath(extensionUri, pagesFile));
  return {
    disposable: workspace.registerFileSystemProvider(pageScheme, files, {
      isReadonly: true,
      isCaseSensitive: true,
    }),
    has: async (rule) => (await files.pages()).has(rule),
  };
}

class Files implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  private readonly source: Uri;
  private read: Promise<ReadonlyMap<string, Uint8Array>> | null = null;

  constructor(source: Uri) {
    this.source = source;
  }

  /** Markdown as UTF-8, by rule. */
  pages(): Promise<ReadonlyMap<string, Uint8Array>> {
    this.read ??= readPages(this.source);
    return this.read;
  }

  async stat(uri: Uri): Promise<FileStat> {
    const times = { ctime: 0, mtime: 0 };
    if (uri.path === '/') return { type: FileType.Directory, size: 0, ...times };
    return { type: FileType.File, size: (await this.readFile(uri)).byteLength, ...times };
  }

  async readFile(uri: Uri): Promise<Uint8Array> {
    const page = (await this.pages()).get(ruleOfPage(uri.path) ?? '');
    if (page === undefined) throw FileSystemError.FileNotFound(uri);
    return page;
  }

  async readDirectory(uri: Uri): Promise<[string, FileType][]> {
    if (uri.path !== '/') throw FileSystemError.FileNotFound(uri);
    return [...(await this.pages()).keys()].map((rule) => [`${rule}.md`, FileType.File]);
  }

  /** The pages of an installed version never change. */
  watch(): Disposable {
    return new Disposable(() => undefined);
  }

  writeFile(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  createDirectory(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  delete(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }

  rename(uri: Uri): never {
    throw FileSystemError.NoPermissions(uri);
  }
}

async function readPages(file: Uri): Promise<ReadonlyMap<string, Uint8Array>> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(file));
  const pages = JSON.parse(text) as Readonly<Record<string, string>>;
  return new Map(Object.entries(pages).map(([rule, page]) => [rule, new TextEncoder().encode(page)]));
}
