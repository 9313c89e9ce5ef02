import type { ReadContext } from '../policy/types.ts';

export type Versions = NonNullable<ReadContext['versions']>;

/** Gives the text of a file, or null where there is none. Paths have `/` as separator. */
export type ReadText = (path: string) => string | null;

/**
 * The versions of the libraries that decide about CORS, for a file in `folder`: from the manifest and lock file nearest to it, going
 * up to `root`. A lock file says the version that is installed; without one, the lowest that the manifest allows is taken.
 */
export function versionsFor(folder: string, root: string, read: ReadText): Versions {
  const folders = upwards(folder, root);
  const found: { express?: string; cors?: string; starlette?: string } = {};
  for (const name of ['express', 'cors'] as const) {
    const version = first(folders, (at) => npmVersion(name, at, read));
    if (version !== null) found[name] = version;
  }
  const starlette = first(folders, (at) => pythonVersion('starlette', at, read));
  if (starlette !== null) found.starlette = starlette;
  return found;
}

/** `folder` and those above it up to `root`, each with `/` at its end; the empty text is the folder that relative paths start from. */
function upwards(folder: string, root: string): string[] {
  const last = withSlash(root);
  const folders = [withSlash(folder)];
  for (let at = folders[0] ?? ''; at !== last && at !== '' && at !== '/';) {
    at = at.slice(0, at.lastIndexOf('/', at.length - 2) + 1);
    folders.push(at);
  }
  return folders;
}

function withSlash(folder: string): string {
  return folder === '' || folder.endsWith('/') ? folder : `${folder}/`;
}

function first(folders: readonly string[], find: (folder: string) => string | null): string | null {
  for (const folder of folders) {
    const version = find(folder);
    if (version !== null) return version;
  }
  return null;
}

function npmVersion(name: string, folder: string, read: ReadText): string | null {
  return (
    field(json(read(`${folder}node_modules/${name}/package.json`)), 'version') ??
    npmLocked(name, json(read(`${folder}package-lock.json`))) ??
    npmDeclared(name, json(read(`${folder}package.json`)))
  );
}

function npmLocked(name: string, lock: unknown): string | null {
  const packages = member(lock, 'packages') ?? member(lock, 'dependencies');
  return field(member(packages, `node_modules/${name}`) ?? member(packages, name), 'version');
}

function npmDeclared(name: string, manifest: unknown): string | null {
  for (const group of ['dependencies', 'devDependencies', 'peerDependencies']) {
    const range = field(member(manifest, group), name);
    const version = range === null ? null : (/\d+(?:\.\d+){0,2}/.exec(range)?.[0] ?? null);
    if (version !== null) return version;
  }
  return null;
}

function pythonVersion(name: string, folder: string, read: ReadText): string | null {
  return (
    pythonLocked(name, read(`${folder}uv.lock`)) ??
    pythonLocked(name, read(`${folder}poetry.lock`)) ??
    pythonDeclared(name, read(`${folder}requirements.txt`)) ??
    pythonDeclared(name, read(`${folder}pyproject.toml`))
  );
}

/** uv and poetry write `[[package]]` tables with name and version. */
function pythonLocked(name: string, text: string | null): string | null {
  const pattern = new RegExp(`^name = "${name}"\\s*^version = "([\\d.]+)`, 'm');
  return text === null ? null : (pattern.exec(text)?.[1] ?? null);
}

function pythonDeclared(name: string, text: string | null): string | null {
  const pattern = new RegExp(
    `(?:^|["'])\\s*${name}\\s*(?:\\[[^\\]]*\\])?\\s*(?:==|~=|>=)\\s*(\\d+(?:\\.\\d+)*)`,
    'im',
  );
  return text === null ? null : (pattern.exec(text)?.[1] ?? null);
}

/** A manifest that does not parse says nothing. */
function json(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function member(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return Reflect.get(value, key);
}

function field(value: unknown, key: string): string | null {
  const found = member(value, key);
  return typeof found === 'string' ? found : null;
}
