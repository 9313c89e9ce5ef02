import type { Range } from '../../policy/range.ts';
import { envOps, headerOp } from './directives.ts';
import { parseExpr } from './expr.ts';
import type { AuthNode, Doubt, MethodFilter, Place, RewriteCond, Scope } from './model.ts';
import { reached } from './modules.ts';
import { rewriteCond, rewriteRule } from './rewrite.ts';
import { onOneLine, type Directive, type Node, type Section, type Word } from './scan.ts';

/** A section that holds for some requests, and the sections within it. */
interface Level {
  readonly section: Section | null;
  readonly scope: Scope;
  readonly files: Level[];
  readonly directories: Level[];
  readonly locations: Level[];
  readonly hosts: Level[];
  readonly proxied: string[];
  documentRoot: string | null;
}

interface Where {
  readonly source: string;
  readonly level: Level;
  readonly scope: Scope;
  readonly doubt: Doubt;
  readonly filters: readonly MethodFilter[];
  readonly auth: AuthNode[];
  /** Inside of `<If>`, where `<Files>` is not looked at. */
  readonly inIf: boolean;
  /** Conditions that wait for their rule. */
  readonly conditions: RewriteCond[];
}

/** The places that answer with CORS headers, each with every level that has a say in it. `isHtaccess` files hold for one folder. */
export function places(
  source: string,
  nodes: readonly Node[],
  isHtaccess: boolean,
  name: string,
): readonly Place[] {
  const root = newLevel(null, isHtaccess ? 'directory' : 'server');
  collect(nodes, { source, ...inside(root), doubt: null, filters: [], inIf: false });
  const found: Place[] = [];
  const add = (levels: readonly Level[], proxied: boolean): void => {
    const own = levels.at(-1);
    const range = own && ownRange(source, own);
    if (!own || !range) return;
    const label = own.section ? tagOf(own.section) : name;
    const scopes = levels.map((level) => level.scope);
    found.push({ section: own.section, label, range, scopes, isHtaccess, proxied });
  };
  addHost([root], add);
  for (const host of root.hosts) addHost([root, host], add);
  return found;
}

function addHost(outer: readonly Level[], add: (levels: readonly Level[], proxied: boolean) => void): void {
  const own = outer.at(-1);
  if (!own) return;
  const proxied = outer.flatMap((level) => level.proxied);
  const directories = outer.flatMap((level) => level.directories);
  const locations = outer.flatMap((level) => level.locations);
  const everywhere = proxied.includes('/');
  add(outer, everywhere);
  for (const files of own.files) add([...outer, files], everywhere);
  for (const directory of own.directories) {
    const path = pathOf(directory);
    const chain = [...outer, ...above(directories, directory, path), directory];
    add(chain, false);
    for (const files of directory.files) add([...chain, files], false);
  }
  for (const location of own.locations) {
    const path = pathOf(location);
    const behind =
      location.scope.proxyPass !== null || proxied.some((prefix) => path !== null && isUnder(path, prefix));
    const root = own.documentRoot ?? outer[0]?.documentRoot ?? null;
    const folder = behind || root === null || path === null ? null : `${root.replace(/\/$/, '')}${path}`;
    const folders = folder === null ? [] : directories.filter((level) => isUnder(folder, pathOf(level)));
    add([...outer, ...folders, ...above(locations, location, path), location], behind);
  }
}

/** Sections of the same kind whose path holds this one's. */
function above(levels: readonly Level[], own: Level, path: string | null): readonly Level[] {
  if (path === null) return [];
  return levels.filter((level) => level !== own && pathOf(level) !== path && isUnder(path, pathOf(level)));
}

function isUnder(path: string, folder: string | null): boolean {
  if (folder === null) return false;
  const prefix = folder.replace(/\/$/, '');
  return path === prefix || path.startsWith(`${prefix}/`);
}

/** The path of a `<Directory>` or `<Location>`; null for one that is chosen by a pattern. */
function pathOf(level: Level): string | null {
  const words = level.section?.words ?? [];
  const path = words[0]?.text;
  if (level.section?.name.endsWith('match') || path === undefined || words.length > 1 || /[*?[]/.test(path))
    return null;
  return path.length > 1 ? path.replace(/\/$/, '') : path;
}

function tagOf(section: Section): string {
  return `<${section.name === '' ? '' : (tagNames[section.name] ?? section.name)} ${section.words.map((word) => word.text).join(' ')}>`;
}

const tagNames: Readonly<Record<string, string>> = {
  files: 'Files',
  filesmatch: 'FilesMatch',
  directory: 'Directory',
  directorymatch: 'DirectoryMatch',
  location: 'Location',
  locationmatch: 'LocationMatch',
  virtualhost: 'VirtualHost',
};

/** Null when the level itself says nothing about CORS. */
function ownRange(source: string, level: Level): Range | null {
  const first = corsRange(level.scope);
  return first && (level.section ? onOneLine(source, level.section.range) : first);
}

function corsRange(scope: Scope): Range | null {
  const own = scope.headers.find((op) => isCorsHeader(op.name));
  if (own) return own.range;
  for (const { branches } of scope.ifs) {
    for (const branch of branches) {
      const range = corsRange(branch.scope);
      if (range) return range;
    }
  }
  return null;
}

/** True for the response headers of the CORS protocol. */
export function isCorsHeader(name: string): boolean {
  return /^access-control-/i.test(name);
}

function newLevel(section: Section | null, level: Scope['level']): Level {
  return {
    section,
    scope: newScope(level),
    files: [],
    directories: [],
    locations: [],
    hosts: [],
    proxied: [],
    documentRoot: null,
  };
}

function newScope(level: Scope['level']): Scope {
  return {
    level,
    headers: [],
    env: [],
    rewriting: { engine: null, inherits: false, rules: [] },
    auth: [],
    ifs: [],
    oldAccessRules: null,
    allowedMethods: null,
    proxyPass: null,
    hasFallback: false,
    errorDocuments: new Set(),
  };
}

function inside(level: Level): Pick<Where, 'level' | 'scope' | 'auth' | 'conditions'> {
  return { level, scope: level.scope, auth: level.scope.auth, conditions: [] };
}

function collect(nodes: readonly Node[], where: Where): void {
  for (const node of nodes) {
    if (node.kind === 'directive') collectDirective(node, where);
    else collectSection(node, where);
  }
}

function collectSection(section: Section, where: Where): void {
  const { level } = where;
  switch (section.name) {
    case 'limit':
    case 'limitexcept': {
      const methods = section.words.map((word) => word.text);
      const filter = { methods, except: section.name === 'limitexcept', section };
      return collect(section.children, { ...where, filters: [...where.filters, filter] });
    }
    case 'requireany':
    case 'requireall':
    case 'requirenone':
      return collectAuth(section, where);
    case 'if':
    case 'elseif':
    case 'else':
      return collectIf(section, where);
    case 'files':
    case 'filesmatch':
      return where.inIf ? undefined : collectLevel(section, level.files, level.scope.level, where);
    case 'directory':
    case 'directorymatch':
      return collectLevel(section, level.directories, 'directory', where);
    case 'location':
    case 'locationmatch':
      return collectLevel(section, level.locations, 'location', where);
    case 'virtualhost':
      return collectLevel(section, level.hosts, 'server', where);
    case 'proxy':
    case 'proxymatch':
    case 'macro':
      return;
    default: {
      const { skipped, doubt } = reached(section);
      if (!skipped) collect(section.children, { ...where, doubt: where.doubt ?? doubt });
    }
  }
}

function collectLevel(section: Section, into: Level[], kind: Scope['level'], where: Where): void {
  const level = newLevel(section, kind);
  into.push(level);
  collect(section.children, { ...where, ...inside(level) });
}

function collectAuth(section: Section, where: Where): void {
  const children: AuthNode[] = [];
  const kind = section.name === 'requireall' ? 'all' : section.name === 'requirenone' ? 'none' : 'any';
  where.auth.push({ kind, children });
  collect(section.children, { ...where, auth: children });
}

function collectIf(section: Section, where: Where): void {
  const scope = newScope(where.scope.level);
  const branch = {
    expr:
      section.name === 'else'
        ? null
        : section.argument.open
          ? ({ op: 'unknown' } as const)
          : parseExpr(section.argument.text),
    word: section.name === 'else' ? null : section.argument,
    scope,
  };
  const chain = section.name === 'if' ? undefined : where.scope.ifs.at(-1);
  if (chain) where.scope.ifs[where.scope.ifs.length - 1] = { branches: [...chain.branches, branch] };
  else where.scope.ifs.push({ branches: [branch] });
  collect(section.children, { ...where, scope, auth: scope.auth, conditions: [], inIf: true });
}

function collectDirective(directive: Directive, where: Where): void {
  const { source, scope, level, doubt } = where;
  const [first, second] = directive.words;
  switch (directive.name) {
    case 'header': {
      const op = headerOp(source, directive, doubt);
      if (op) scope.headers.push(op);
      return;
    }
    case 'rewriteengine':
      scope.rewriting.engine = first?.text.toLowerCase() === 'on';
      return;
    case 'rewriteoptions':
      scope.rewriting.inherits ||= directive.words.some((word) => /^inherit(?:before)?$/i.test(word.text));
      return;
    case 'rewritecond': {
      const condition = rewriteCond(directive);
      if (condition) where.conditions.push(condition);
      return;
    }
    case 'rewriterule': {
      const rule = rewriteRule(source, directive, where.conditions.splice(0), doubt);
      if (rule) scope.rewriting.rules.push(rule);
      return;
    }
    case 'require':
      where.auth.push({ kind: 'require', directive, filters: where.filters, doubt });
      return;
    case 'deny':
    case 'satisfy':
      if (directive.name === 'satisfy' || directive.words.some((word) => /^all$/i.test(word.text))) {
        scope.oldAccessRules ??= directive;
      }
      return;
    case 'proxypass':
      if (level.section?.name.startsWith('location')) scope.proxyPass ??= directive;
      else if (first && second && second.text !== '!') level.proxied.push(first.text);
      return;
    case 'proxypassmatch':
      if (level.section?.name.startsWith('location')) scope.proxyPass ??= directive;
      return;
    case 'allowmethods':
      scope.allowedMethods = directive.words.map((word) => word.text.toUpperCase());
      return;
    case 'fallbackresource':
      scope.hasFallback = first?.text.toLowerCase() !== 'disabled';
      return;
    case 'documentroot':
      level.documentRoot = known(first);
      return;
    case 'errordocument':
      if (first && second?.text.startsWith('/')) scope.errorDocuments.add(Number(first.text));
      return;
    default:
      scope.env.push(...envOps(directive, doubt));
  }
}

function known(word: Word | undefined): string | null {
  return word && !word.open ? word.text : null;
}
