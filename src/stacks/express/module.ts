import type { Range } from '../../policy/range.ts';
import type { AppCookie } from './appCookie.ts';
import type { Statement } from './ast.ts';
import { globals } from './builtins/globals.ts';
import { namespaceOf, pick, type ImportFrom } from './imports.ts';
import { createInterpreter } from './interpret.ts';
import type { Interpreter } from './interpret/interpreter.ts';
import { newScope } from './interpret/scope.ts';
import { hoist } from './interpret/statements.ts';
import { createLibrary, type CorsCall } from './library.ts';
import { CannotTell } from './limits.ts';
import { addLooseCors, addLooseHandlers, callWhatIsLeft } from './loose.ts';
import { Thrown, followAll, type Paths, type Run } from './run.ts';
import type { Simulated } from './simulate.ts';
import type { SourceFile, Sources } from './sources.ts';
import type { Known } from './trace.ts';
import { native, undefinedValue, unknown, type App, type Scope, type Value } from './values.ts';
import { namesCors } from './words.ts';

/** One way through a module: the apps it makes and what is needed to send them requests. */
export interface ModuleRun {
  readonly interpreter: Interpreter;
  /** Of the module itself; its decisions hold for requests as well. */
  readonly run: Run;
  readonly apps: readonly App[];
  readonly corsCalls: readonly CorsCall[];
  /** Cookies of sessions. */
  readonly cookies: readonly AppCookie[];
  /** A part that may matter could not be worked out. */
  readonly incomplete: boolean;
  /** What was found out about its handlers. */
  readonly known: Known;
  /** What is left of the steps that all requests to the document may take together. */
  readonly budget: { steps: number };
  /** What requests got, by what they meet and what they say. */
  readonly answered: Map<string, Paths<Simulated>>;
}

const maxWays = 16;
const moduleFuel = 60_000;
/** Five times what the largest servers take. */
const stepsOfRequests = 150_000;

/** Every way through the document, and through what it imports. */
export function runModule(sources: Sources): { runs: readonly ModuleRun[]; complete: boolean } {
  const budget = { steps: stepsOfRequests };
  const { results, complete } = followAll((run) => runOnce(sources, run, budget), maxWays, moduleFuel);
  return { runs: results, complete };
}

function runOnce(sources: Sources, run: Run, budget: ModuleRun['budget']): ModuleRun {
  const library = createLibrary();
  const exported = new Map<SourceFile, Value>();
  let current = sources.document;
  let incomplete = false;

  const importFrom: ImportFrom = (from, specifier, imported, at) => {
    const file = sources.load(specifier, from, at);
    if (!file) return library.importModule(specifier, imported);
    return pick(interpreter, exported.get(file) ?? runFile(file), imported);
  };
  const interpreter = createInterpreter(run, sources, {
    importModule: (name, imported, at) => importFrom(current, name, imported, at),
    callOnUnknown: library.callOnUnknown,
    callUnknown: library.callUnknown,
  });
  const attempt = (work: () => void, range: Range): void => {
    try {
      work();
    } catch (error) {
      if (!(error instanceof CannotTell || error instanceof Thrown)) throw error;
      if (namesCors(interpreter.sourceOf(range))) incomplete = true;
    }
  };
  const runFile = (file: SourceFile): Value => {
    // What imports each other sees what is there so far.
    exported.set(file, unknown(`what '${file.path}' exports`, `import ${file.path}`));
    const importer = current;
    current = file;
    const { scope, assigned } = moduleScope(interpreter, file, importFrom);
    const { body } = file.program;
    hoist(interpreter, body, scope);
    // Imports hold from the first line on, wherever they stand.
    const [imports, others] = [body.filter(isImport), body.filter((statement) => !isImport(statement))];
    for (const statement of [...imports, ...others])
      attempt(() => interpreter.statement(statement, scope), statement.range);
    const namespace = namespaceOf(file, scope, assigned(), importFrom);
    current = importer;
    exported.set(file, namespace);
    return namespace;
  };

  runFile(sources.document);
  for (const { node, make } of run.classes) {
    if (run.instantiated.has(node) || sources.isElsewhere(node.range.start)) continue;
    if (namesCors(interpreter.sourceOf(node.range))) attempt(make, node.range);
  }
  callWhatIsLeft(interpreter, sources, library.apps, attempt);
  const known: Known = { interpreter, ids: new Map(), hasCors: new Map(), writes: new Map() };
  addLooseHandlers(known, sources, library.apps);
  addLooseCors(sources, library);
  return {
    interpreter,
    run,
    apps: library.apps,
    corsCalls: library.corsCalls,
    cookies: library.cookies,
    incomplete,
    known,
    budget,
    answered: new Map(),
  };
}

function isImport({ kind }: Statement): boolean {
  return kind === 'Import';
}

const nowhere: Range = { start: 0, end: 0 };

/** The names that a file finds when it begins to run, and what it has assigned to `module.exports` in the end. */
function moduleScope(
  interpreter: Interpreter,
  file: SourceFile,
  importFrom: ImportFrom,
): { scope: Scope; assigned: () => Value } {
  const outer: Scope = { names: globals(interpreter), parent: null };
  const exported: Value = { type: 'object', properties: new Map(), open: true };
  const property = { value: exported, keyRange: null, valueRange: nowhere, range: null };
  const module: Value = { type: 'object', properties: new Map([['exports', property]]), open: true };
  outer.names.set('module', module);
  outer.names.set('exports', exported);
  outer.names.set(
    'require',
    native('require', ([name], node) =>
      name?.value.type === 'text'
        ? importFrom(file, name.value.value, '*', node?.range ?? name.range)
        : unknown('a module', 'require ?'),
    ),
  );
  return {
    scope: newScope(outer),
    assigned: () => module.properties.get('exports')?.value ?? undefinedValue,
  };
}
