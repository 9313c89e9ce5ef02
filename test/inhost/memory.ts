import { EventEmitter, FileSystemError, FileType } from 'vscode';
import type { FileChangeEvent, FileStat, FileSystemProvider, Uri } from 'vscode';

/** A file system that holds one text, as virtual workspaces have them. */
export class MemoryFiles implements FileSystemProvider {
  readonly onDidChangeFile = new EventEmitter<FileChangeEvent[]>().event;
  readonly #path: string;
  #content: Uint8Array;

  constructor(path: string, text: string) {
    this.#path = path;
    this.#content = new TextEncoder().encode(text);
  }

  stat(uri: Uri): FileStat {
    return { type: FileType.File, ctime: 0, mtime: 0, size: this.readFile(uri).byteLength };
  }

  readFile(uri: Uri): Uint8Array {
    if (uri.path !== this.#path) throw FileSystemError.FileNotFound(uri);
    return this.#content;
  }

  writeFile(_uri: Uri, content: Uint8Array): void {
    this.#content = content;
  }

  watch = () => ({ dispose: () => undefined });
  readDirectory = () => [];
  createDirectory = refuse;
  delete = refuse;
  rename = refuse;
}

function refuse(): never {
  throw FileSystemError.NoPermissions();
}
