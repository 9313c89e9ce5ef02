import { escapeRegex } from '../policy/escapeRegex.ts';
/** One line of a .gitignore, ready to match. */
interface Pattern {
  readonly matches: RegExp;
  readonly negated: boolean;
  readonly folderOnly: boolean;
}

/** The patterns of one .gitignore, and the folder they are relative to. */
export interface IgnoreFile {
  /** With `/` as separator and at the end; empty for the root of the walk. */
  readonly folder: string;
  readonly patterns: readonly Pattern[];
}

/** Reads a .gitignore. Never throws: a line that is no pattern is skipped. */
export function parseGitignore(text: string, folder: string): IgnoreFile {
  const patterns = text.split(/\r?\n/).flatMap((line) => {
    const pattern = parseLine(line);
    return pattern === null ? [] : [pattern];
  });
  return { folder, patterns };
}

/** Whether `path` is ignored: the last pattern that matches decides, deeper files after those above. Folders without `/` at the end. */
export function isIgnored(path: string, isFolder: boolean, files: readonly IgnoreFile[]): boolean {
  let ignored = false;
  for (const { folder, patterns } of files) {
    if (!path.startsWith(folder)) continue;
    const relative = path.slice(folder.length);
    for (const { matches, negated, folderOnly } of patterns) {
      if ((isFolder || !folderOnly) && matches.test(relative)) ignored = !negated;
    }
  }
  return ignored;
}

function parseLine(line: string): Pattern | null {
  const text = line.replace(/(?<!\\)\s+$/, '');
  if (text === '' || text.startsWith('#')) return null;
  const negated = text.startsWith('!');
  const body = negated ? text.slice(1) : text;
  const folderOnly = body.endsWith('/');
  const path = folderOnly ? body.slice(0, -1) : body;
  if (path === '') return null;
  const anchored = path.includes('/');
  const source = globSource(path.replace(/^\//, ''));
  const matches = compile(`^${anchored ? '' : '(?:.*/)?'}${source}$`);
  return matches === null ? null : { matches, negated, folderOnly };
}

function globSource(glob: string): string {
  return glob.replace(
    /\\(.)|^\*\*\/|\/\*\*\/|\/\*\*$|\*+|\?|\[[!^]?\]?[^\]]*\]|[.+^${}()|\][\\]/g,
    (part, escaped?: string) => {
      if (escaped !== undefined) return escapeRegex(escaped);
      if (part === '**/') return '(?:.*/)?';
      if (part === '/**/') return '/(?:.*/)?';
      if (part === '/**') return '/.*';
      if (part.startsWith('*')) return '[^/]*';
      if (part === '?') return '[^/]';
      if (part.length > 1) return `[${part.slice(1, -1).replace(/^!/, '^').replace(/\\/g, '\\\\')}]`;
      return escapeRegex(part);
    },
  );
}

/** A class such as `[z-a]` is no regular expression; git takes such a line for one that matches nothing. */
function compile(source: string): RegExp | null {
  try {
    return new RegExp(source);
  } catch {
    return null;
  }
}
