import type { Doubt } from './model.ts';
import type { Section } from './scan.ts';

/** The modules that CORS directives come from, by the two spellings that `<IfModule>` knows. */
const modules = ['headers', 'rewrite', 'setenvif'];
const spellings = modules.flatMap((name) => [`mod_${name}.c`, `${name}_module`]);

/** What a section that is decided at start makes of its contents: in force, skipped, or not known. */
export interface Reached {
  readonly skipped: boolean;
  readonly doubt: Doubt;
}

/** In: `<IfModule>`, `<IfVersion>` or another section that Apache decides while it reads. A module with a known name counts as loaded. */
export function reached(section: Section): Reached {
  const text = section.words.map((word) => word.text).join(' ');
  switch (section.name) {
    case 'ifmodule':
      return ifModule(text);
    case 'ifversion':
      return ifVersion(text);
    default:
      return { skipped: false, doubt: `<${section.name} ${text}> decides whether it is in force` };
  }
}

function ifModule(text: string): Reached {
  const negated = text.startsWith('!');
  const name = negated ? text.slice(1).trim() : text;
  if (moduleMeant(name) !== null) return { skipped: !negated, doubt: null };
  if (isModuleName(name) && spellings.includes(name)) return { skipped: negated, doubt: null };
  return { skipped: false, doubt: `it needs the module ${name}` };
}

function ifVersion(text: string): Reached {
  const [, operator = '', version = ''] = /^(>=|<=|>|<|=|==)?\s*(\d+\.\d+)(?:\.0)?$/.exec(text) ?? [];
  if (version === '') return { skipped: false, doubt: `<IfVersion ${text}> decides whether it is in force` };
  const below = version < '2.4';
  if (version !== '2.4' && !below)
    return { skipped: false, doubt: `<IfVersion ${text}> decides whether it is in force` };
  if (operator === '>=' || (operator === '>' && below)) return { skipped: false, doubt: null };
  if (operator === '<' || (operator === '<=' && below)) return { skipped: true, doubt: null };
  return { skipped: false, doubt: `<IfVersion ${text}> decides whether it is in force` };
}

function isModuleName(name: string): boolean {
  return /^(?:mod_\w+\.c|\w+_module)$/.test(name);
}

/**
 * The spelling that was meant, for a module name that no module of Apache has: `mod_header.c` for `mod_headers.c`. Null for a name
 * that may be right.
 */
export function moduleMeant(name: string): string | null {
  if (spellings.includes(name)) return null;
  const stem = name
    .toLowerCase()
    .replace(/^mod_/, '')
    .replace(/(?:_module)?(?:\.(?:c|so|cpp))?$/, '')
    .replace(/^module_/, '');
  const meant = modules.find((module) => module === stem || aliases[module]?.includes(stem));
  return meant === undefined ? null : `mod_${meant}.c`;
}

/** Slips seen in the wild; no module of Apache bears one of these names. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  headers: ['header', 'haeders', 'haders', 'heders', 'headres'],
  rewrite: ['rewrites', 'rewite', 'rewrit'],
  setenvif: ['setenv', 'set_env_if', 'setenvifs', 'setevif', 'setenv_if'],
};
