import type { Answering, Target } from '../../policy/answering.ts';
import { pattern } from './pattern.ts';
import type { ApachePolicy, ApacheReading } from './read.ts';

/** The most special section that holds for the request: it answers for those around it too. */
export function answering({ policies }: ApacheReading, { path }: Target): readonly Answering[] {
  const covering = policies.flatMap((policy) => {
    const depth = depthFor(policy, path);
    return depth === null ? [] : [{ policy, depth }];
  });
  covering.sort((a, b) => b.depth - a.depth);
  return covering.slice(0, 1).map(({ policy, depth }): Answering => {
    const { label, range, answer } = policy;
    return { label, range, fit: depth > 0 ? 1 : 0, policy, answer };
  });
}

/** Apache merges <Directory>, <Files> and <Location> in this order; within a kind the longer path comes later. */
const ranks = { Directory: 1000, Files: 2000, Location: 3000 };

/** How special the section is; 0 for one that takes every path, null for one that does not take this one. */
function depthFor({ label }: ApachePolicy, path: string): number | null {
  const [, tag = '', argument = ''] = /^<(\w+) (.*)>$/s.exec(label) ?? [];
  switch (tag) {
    case 'Location':
      return isBelow(path, argument) ? ranks.Location + argument.length : null;
    case 'LocationMatch':
      return matches(argument, path) ? ranks.Location : null;
    case 'Directory':
      return endsWhere(argument, path) ? ranks.Directory + argument.length : null;
    case 'DirectoryMatch':
      return matches(argument, path) ? ranks.Directory : null;
    case 'Files':
      return fileFits(argument, nameOf(path)) ? ranks.Files : null;
    case 'FilesMatch':
      return matches(argument, nameOf(path)) ? ranks.Files : null;
    default:
      return 0;
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function isBelow(path: string, folder: string): boolean {
  const prefix = folder.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** The file alone does not tell which folder of the disk a URL leads to: the end of the folder's path has to begin the URL's. */
function endsWhere(folder: string, path: string): boolean {
  const segments = folder.split('/').filter((part) => part !== '');
  return segments.some((_, i) => isBelow(path, `/${segments.slice(i).join('/')}`));
}

function matches(source: string, text: string): boolean {
  const match = pattern(source, false).search(text);
  return match !== 'unknown' && match.found;
}

function fileFits(glob: string, name: string): boolean {
  if (glob.startsWith('~ ')) return matches(glob.slice(2), name);
  const source = glob
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.');
  return new RegExp(`^${source}$`).test(name);
}
