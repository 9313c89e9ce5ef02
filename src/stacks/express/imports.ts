import type { Range } from '../../policy/range.ts';
import { memberOf } from './builtins/members.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import type { SourceFile } from './sources.ts';
import { undefinedValue, type Property, type Scope, type Value } from './values.ts';

/** Gives what a module exports: `*` for the whole of it. */
export type ImportFrom = (from: SourceFile, specifier: string, imported: string, at: Range) => Value;

/**
 * What a file exports once it has run: the names of its `export`s, or else what it assigned to `module.exports`.
 */
export function namespaceOf(file: SourceFile, scope: Scope, assigned: Value, importFrom: ImportFrom): Value {
  const { exports } = file.program;
  if (exports.length === 0) return assigned;
  const at = { start: file.start, end: file.start };
  const properties = new Map<string, Property>();
  const add = (name: string, value: Value): void =>
    void properties.set(name, { value, keyRange: null, valueRange: at, range: null });
  let open = false;
  for (const { exported, local, from } of exports) {
    const value =
      from === null ? (scope.names.get(local) ?? undefinedValue) : importFrom(file, from, local, at);
    if (exported === '=') return value;
    if (exported !== '*') add(exported, value);
    else if (value.type !== 'object') open = true;
    else for (const [name, property] of value.properties) if (name !== 'default') add(name, property.value);
  }
  return { type: 'object', properties, open };
}

/** What `import` of one name gives, where `require` of the module gives `whole`. */
export function pick(interpreter: Interpreter, whole: Value, imported: string): Value {
  if (imported === '*') return whole;
  const isNamespace = whole.type === 'object' && whole.properties.has(imported);
  return imported === 'default' && !isNamespace ? whole : memberOf(interpreter, whole, imported);
}

/** What compilers wrap `require` in, so that what it gives has a `default`. */
const interop =
  /^_*(?:importDefault|importStar|toESM|interopRequire(?:Default|Wildcard)|interopNamespace(?:Default)?|interopDefault(?:Legacy|Compat)?)$/;

/** What a compiler's helper `name` makes of a module; null for any other function, and for a module that is not known. */
export function wrapped(name: string, module: Value | undefined): Value | null {
  if (!interop.test(name)) return null;
  return module?.type === 'native' && module.members?.['default'] ? module : null;
}
