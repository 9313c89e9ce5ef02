/** Folders that hold no source of the project's own. */
const skipped: ReadonlySet<string> = new Set([
  'node_modules',
  'bower_components',
  'dist',
  '__pycache__',
  'site-packages',
]);

/** Folders with a dot in front are tools' own (.git, .venv, .vscode). */
export function isSkippedFolder(name: string): boolean {
  return skipped.has(name) || (name.startsWith('.') && name !== '.' && name !== '..');
}

const sourceFile = /\.(?:[cm]?[jt]sx?|vue|svelte|pyw?|conf|vhost|nginx|htaccess|template|tmpl|j2)$/i;
const serverFolder =
  /(?:^|\/)(?:nginx|apache2?|httpd|sites-available|sites-enabled|conf\.d|conf-available)\//i;

/** True for a path that some stack may want to read, `/` as separator. Configurations often have no extension at all. */
export function mayBeSource(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (sourceFile.test(name)) return !/\.(?:min\.js|d\.[cm]?ts)$/i.test(name);
  return !name.includes('.') && (serverFolder.test(path) || /nginx|apache|httpd|vhost/i.test(name));
}

/** True for bytes that are no text: they hold a NUL near the start, as git decides it. */
export function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}
