import type { Range } from '../../policy/range.ts';
import type {
  AnsweredHeader,
  LostHeader,
  PolicyRequest,
  PolicyResponse,
  UnknownPart,
} from '../../policy/types.ts';
import { exprScope, lookUp, type Environment } from './environment.ts';
import { evaluate, valueOf } from './expr.ts';
import type { Condition, HeaderOp, Scope, Table, TemplatePart } from './model.ts';
import type { Outcome } from './outcome.ts';

/** A level that is in force; `doubtful` when it may not be. */
export interface Active {
  readonly scope: Scope;
  readonly doubtful: boolean;
}

/** A request header that goes to Vary, and the text that looked at it. */
export interface Varying {
  readonly header: string;
  readonly range: Range | null;
}

export interface Sending {
  readonly active: readonly Active[];
  readonly outcome: Outcome;
  readonly request: PolicyRequest;
  readonly environment: Environment;
  readonly mentioned: ReadonlySet<string>;
  /** Request headers that the way to the answer depended on. */
  readonly vary: readonly Varying[];
  /** CGI or PHP may answer: they fill in the `HTTP_…` variables. */
  readonly behindApp: boolean;
  readonly lostInFront: readonly { readonly op: HeaderOp; readonly lostAt: Range }[];
}

/** Runs the header directives and puts the two tables together: lines of `always` come first, both are sent. */
export function sendHeaders(sending: Sending): PolicyResponse {
  const { active, outcome } = sending;
  const always = new HeaderTable();
  const success = new HeaderTable();
  // What expressions of `Header always` add to Vary arrives on errors too.
  const own = outcome.kind === 'success' ? success : new HeaderTable();
  // Apache clears what it had prepared before it makes an error page, but a 204 has no page.
  const keeps = outcome.kind === 'success' || outcome.status === 204;
  if (keeps) for (const { header, range } of sending.vary) own.merge('Vary', header, range);
  const fill = (name: Table, table: HeaderTable, varyTable: HeaderTable): void => {
    for (const { scope, doubtful } of active) {
      for (const op of scope.headers) if (op.table === name) apply(op, doubtful, table, varyTable, sending);
    }
  };
  fill('always', always, own);
  fill('onsuccess', success, outcome.kind === 'success' ? success : new HeaderTable());
  const missed = outcome.kind === 'success' ? [] : success.lines;
  return {
    status: outcome.status,
    headers: joinVary(
      [...always.lines, ...own.lines].map(({ name, value, range }) => ({ name, value, range })),
    ),
    lost: [
      ...always.overwritten,
      ...(outcome.kind === 'success' ? success.overwritten : []),
      ...(outcome.kind === 'error' ? missed.map(notOnThisStatus) : []),
      ...sending.lostInFront.map(inFront),
    ],
    unknown: [
      ...(outcome.unknown ? [outcome.unknown] : []),
      ...always.unknown.values(),
      ...(outcome.kind === 'error' ? [] : success.unknown.values()),
      ...(outcome.kind === 'unknown' ? missed.map(onUnknownStatus) : []),
    ],
  };
}

interface TableLine extends AnsweredHeader {
  readonly op: HeaderOp | null;
}

function notOnThisStatus(line: TableLine): LostHeader {
  const { name, value, range } = line;
  return { name, value, range, lostAt: line.op?.actionWord.range ?? range, how: 'not-on-this-status' };
}

function onUnknownStatus({ name, range }: TableLine): UnknownPart {
  return { about: name, why: 'whether the answer counts as a success is not known', range };
}

function inFront({ op, lostAt }: Sending['lostInFront'][number]): LostHeader {
  const value = op.value.map((part) => (part.kind === 'text' ? part.text : '…')).join('');
  return { name: op.name, value, range: op.range, lostAt, how: 'answered-in-front' };
}

/** One of Apache's two tables, with the verbs of mod_headers. */
class HeaderTable {
  lines: TableLine[] = [];
  readonly overwritten: LostHeader[] = [];
  readonly unknown = new Map<string, UnknownPart>();

  get(name: string): TableLine | undefined {
    const wanted = name.toLowerCase();
    return this.lines.find((line) => line.name.toLowerCase() === wanted);
  }

  set(name: string, value: string, op: HeaderOp): void {
    this.unset(name, op);
    this.add(name, value, op);
  }

  unset(name: string, op: HeaderOp): void {
    const wanted = name.toLowerCase();
    for (const line of this.lines) {
      if (line.name.toLowerCase() !== wanted) continue;
      const { name: lostName, value, range } = line;
      this.overwritten.push({ name: lostName, value, range, lostAt: op.range, how: 'overwritten' });
    }
    this.lines = this.lines.filter((line) => line.name.toLowerCase() !== wanted);
    this.unknown.delete(wanted);
  }

  add(name: string, value: string, op: HeaderOp): void {
    this.lines.push({ name, value, range: op.range, op });
  }

  /** Appends to the first line of that name, as `apr_table_merge` does. */
  merge(name: string, value: string, range: Range | null, op: HeaderOp | null = null): void {
    const first = this.get(name);
    if (!first) this.lines.push({ name, value, range, op });
    else this.lines[this.lines.indexOf(first)] = { ...first, value: `${first.value}, ${value}` };
  }

  forget(name: string, why: string, op: HeaderOp): void {
    this.unknown.set(name.toLowerCase(), { about: name, why, range: op.range });
  }
}

function apply(
  op: HeaderOp,
  doubtful: boolean,
  table: HeaderTable,
  varyTable: HeaderTable,
  sending: Sending,
): void {
  if (op.action === 'note') return;
  const looksAt = (header: string): void => varyTable.merge('Vary', header, op.range);
  const holds = op.condition === null ? true : conditionHolds(op.condition, sending, looksAt);
  if (holds === false) return;
  if (holds === null || doubtful || op.doubt !== null) {
    const why =
      op.doubt ?? (op.condition?.kind === 'unknown' ? op.condition.why : 'its condition is not known');
    return table.forget(op.name, why, op);
  }
  if (op.action === 'unset') return table.unset(op.name, op);
  if (op.action.startsWith('edit')) {
    if (table.get(op.name)) table.forget(op.name, 'it is edited by a pattern', op);
    return;
  }
  if (op.action === 'echo') return table.forget(op.name, 'it is echoed from the request', op);
  if (op.action === 'setifempty' && (table.get(op.name) || table.unknown.has(op.name.toLowerCase()))) return;
  const value = textOf(op.value, sending);
  if (typeof value !== 'string') return table.forget(op.name, value.why, op);
  switch (op.action) {
    case 'add':
      return table.add(op.name, value, op);
    case 'append':
      return table.merge(op.name, value, op.range, op);
    case 'merge':
      return mergeOnce(table, op, value);
    default:
      return table.set(op.name, value, op);
  }
}

function mergeOnce(table: HeaderTable, op: HeaderOp, value: string): void {
  const items = table.get(op.name)?.value.split(',') ?? [];
  if (items.at(-1) === '') items.pop();
  if (!items.some((item) => item.trimStart() === value)) table.merge(op.name, value, op.range, op);
}

function conditionHolds(
  condition: Condition,
  sending: Sending,
  looksAt: (header: string) => void,
): boolean | null {
  const { request, environment, mentioned } = sending;
  switch (condition.kind) {
    case 'unknown':
      return null;
    case 'expr':
      return evaluate(condition.expr, exprScope(request, environment, mentioned, looksAt));
    case 'env': {
      const value = lookUp(environment, mentioned, condition.name);
      return value === null ? null : (value !== undefined) !== condition.negated;
    }
  }
}

function textOf(template: readonly TemplatePart[], sending: Sending): string | { readonly why: string } {
  let text = '';
  for (const part of template) {
    const piece = pieceOf(part, sending);
    if (typeof piece !== 'string') return piece;
    text += piece;
  }
  return text;
}

/** Unlike a condition, a value that names a header adds nothing to Vary (2.4.71). */
const noVary = (): void => undefined;

function pieceOf(part: TemplatePart, sending: Sending): string | { readonly why: string } {
  const { request, environment, mentioned, behindApp } = sending;
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'unknown':
      return { why: part.why };
    case 'value': {
      const value = valueOf(part.value, exprScope(request, environment, mentioned, noVary));
      return value ?? { why: 'its expression holds more than this file tells' };
    }
    case 'env': {
      const value = lookUp(environment, mentioned, part.name);
      if (typeof value === 'string') return value;
      const unset = value === undefined || (!environment.has(part.name) && isRequestVariable(part.name));
      if (unset && !(behindApp && isRequestVariable(part.name))) return '(null)';
      return { why: `the variable ${part.name} is not set in this file` };
    }
  }
}

/** CGI's names for request headers: Apache itself never sets them, CGI and PHP handlers do. */
export function isRequestVariable(name: string): boolean {
  return name.startsWith('HTTP_');
}

/** `fixup_vary`: the items of every Vary line, each once, on one line. */
function joinVary(lines: readonly AnsweredHeader[]): readonly AnsweredHeader[] {
  const vary = lines.filter((line) => line.name.toLowerCase() === 'vary');
  if (vary.length === 0) return lines;
  const items = new Map<string, string>();
  for (const { value } of vary) {
    for (const item of value.split(/[\s,]+/))
      if (item !== '' && !items.has(item.toLowerCase())) items.set(item.toLowerCase(), item);
  }
  if (items.size === 0) return lines;
  const joined = { name: 'Vary', value: [...items.values()].join(','), range: vary[0]?.range ?? null };
  return [...lines.filter((line) => !vary.includes(line)), joined];
}
