import type { SyntaxNode } from '@lezer/common';
import type { Evaluator } from './evaluate.ts';
import { lookUp, qualifiedName } from './scope.ts';
import { callArguments, children, textOf, type Argument } from './tree.ts';

/** Schemes that read the Authorization header and refuse without it. Basic is left out: a browser can send that on its own. */
const bearer =
  /^fastapi\.security\.(OAuth2PasswordBearer|OAuth2AuthorizationCodeBearer|HTTPBearer|OpenIdConnect)$/;
const keyHeader = /^fastapi\.security\.APIKeyHeader$/;
const depends = /^fastapi(\.params|\.param_functions)?\.(Depends|Security)$/;
const header = /^fastapi(\.params|\.param_functions)?\.Header$/;

/** Headers that a browser sends without asking leave. */
const free =
  /^(accept|accept-.*|connection|content-language|content-length|content-type|cookie|dnt|host|origin|range|referer|sec-.*|user-agent)$/;

const maxDepth = 10;

/** The request headers, in lower case, without which a route refuses: its own, and those of what it depends on. */
export function requiredHeaders(
  evaluator: Evaluator,
  definition: SyntaxNode,
  decorator: SyntaxNode,
): readonly string[] {
  const found = new Set<string>();
  collect(evaluator, definition, found, new Set(), 0);
  const listed = callArguments(evaluator.names.source, decorator).find(({ name }) => name === 'dependencies');
  if (listed) calls(listed.value).forEach((call) => collectCall(evaluator, call, null, found, new Set(), 0));
  return [...found].filter((name) => !free.test(name)).sort();
}

function collect(
  evaluator: Evaluator,
  definition: SyntaxNode,
  found: Set<string>,
  seen: Set<number>,
  depth: number,
): void {
  const list = definition.getChild('ParamList');
  if (!list || depth > maxDepth || seen.has(definition.from)) return;
  seen.add(definition.from);
  const parts = children(list);
  parts.forEach((part, i) => {
    const starts = parts[i - 1]?.name === '(' || parts[i - 1]?.name === ',';
    if (part.name !== 'VariableName' || !starts) return;
    const type = parts[i + 1]?.name === 'TypeDef' ? parts[i + 1] : undefined;
    const assign = parts.slice(i + 1, i + 3).findIndex(({ name }) => name === 'AssignOp');
    const value = assign < 0 ? undefined : parts[i + 2 + assign];
    const name = textOf(evaluator.names.source, part);
    if (value?.name === 'CallExpression') collectCall(evaluator, value, name, found, seen, depth);
    else if (!value && type)
      annotated(evaluator, type).forEach((call) => collectCall(evaluator, call, name, found, seen, depth));
  });
}

/** The calls inside `Annotated[…]`, also by way of one name. */
function annotated(evaluator: Evaluator, type: SyntaxNode): readonly SyntaxNode[] {
  const named = children(type)[1];
  if (named?.name !== 'VariableName') return calls(type);
  const { names } = evaluator;
  const alias = lookUp(names, textOf(names.source, named), named);
  return alias?.certain && alias.binding.kind === 'value' ? calls(alias.binding.node) : [];
}

function calls(node: SyntaxNode): readonly SyntaxNode[] {
  const found: SyntaxNode[] = [];
  node.cursor().iterate((ref) => {
    if (ref.name !== 'CallExpression') return true;
    found.push(ref.node);
    return false;
  });
  return found;
}

function collectCall(
  evaluator: Evaluator,
  call: SyntaxNode,
  parameter: string | null,
  found: Set<string>,
  seen: Set<number>,
  depth: number,
): void {
  const { names } = evaluator;
  const name = call.firstChild ? qualifiedName(names, call.firstChild) : null;
  if (name === null) return;
  const args = callArguments(names.source, call);
  if (header.test(name)) {
    if (parameter !== null && isRequired(evaluator, args)) found.add(headerName(evaluator, args, parameter));
  } else if (depends.test(name)) {
    const [target] = args;
    if (target?.name === null && target.star === '') follow(evaluator, target.value, found, seen, depth + 1);
  }
}

/** No default, or `...`. */
function isRequired(evaluator: Evaluator, args: readonly Argument[]): boolean {
  const standard = args.find(({ name, star }) => star === '' && (name === null || name === 'default'));
  const factory = args.some(({ name, star }) => star !== '' || name === 'default_factory');
  return !factory && (!standard || textOf(evaluator.names.source, standard.value) === '...');
}

function headerName(evaluator: Evaluator, args: readonly Argument[], parameter: string): string {
  const alias = args.find(({ name }) => name === 'alias');
  const value = alias ? evaluator.evaluate(alias.value) : null;
  return (value?.kind === 'string' ? value.value : parameter.replaceAll('_', '-')).toLowerCase();
}

/** What `Depends(target)` needs: a function of this file, or a security scheme. */
function follow(
  evaluator: Evaluator,
  target: SyntaxNode,
  found: Set<string>,
  seen: Set<number>,
  depth: number,
): void {
  const { names } = evaluator;
  if (target.name === 'CallExpression') return scheme(evaluator, target, found);
  if (target.name !== 'VariableName') return;
  const known = lookUp(names, textOf(names.source, target), target);
  if (!known?.certain) return;
  if (known.binding.kind === 'function') return collect(evaluator, known.binding.node, found, seen, depth);
  if (known.binding.kind === 'value' && known.binding.node.name === 'CallExpression')
    scheme(evaluator, known.binding.node, found);
}

function scheme(evaluator: Evaluator, call: SyntaxNode, found: Set<string>): void {
  const name = call.firstChild ? qualifiedName(evaluator.names, call.firstChild) : null;
  if (name === null) return;
  const args = callArguments(evaluator.names.source, call);
  if (args.some((argument) => argument.name === 'auto_error' || argument.star !== '')) return;
  if (bearer.test(name)) found.add('authorization');
  if (!keyHeader.test(name)) return;
  const key = args.find((argument) => argument.name === 'name');
  const value = key ? evaluator.evaluate(key.value) : null;
  if (value?.kind === 'string') found.add(value.value.toLowerCase());
}
