import type { SyntaxNode } from '@lezer/common';
import type { Range } from '../../policy/range.ts';
import { appKey } from './apps.ts';
import type { Evaluator } from './evaluate.ts';
import { callArguments, children, rangeOf, textOf } from './tree.ts';

/** A handler that Starlette runs in ServerErrorMiddleware, outside of every added middleware. */
export interface ErrorHandler {
  readonly name: string;
  /** What it is registered for: `Exception` or `500`. */
  readonly range: Range;
}

/** The handlers for `Exception` and `500` of each application by its key; those for anything else run inside. */
export function errorHandlersOf(evaluator: Evaluator): ReadonlyMap<string, readonly ErrorHandler[]> {
  const found = new Map<string, ErrorHandler[]>();
  const { source } = evaluator.names;
  source.tree.cursor().iterate((ref) => {
    if (ref.name !== 'Decorator' && ref.name !== 'CallExpression') return;
    const { node } = ref;
    const parts = node.name === 'Decorator' ? children(node).slice(1) : memberParts(node);
    const [owner, dot, method] = parts;
    if (!owner || dot?.name !== '.' || !method) return;
    const [first, second] = callArguments(source, node);
    const name = handlerName(evaluator, node, textOf(source, method), second?.value ?? null);
    if (name === null || !first || !/^(Exception|500)$/.test(textOf(source, first.value))) return;
    const key = appKey(evaluator.names, owner);
    found.set(key, [...(found.get(key) ?? []), { name, range: rangeOf(first.value) }]);
  });
  return found;
}

function memberParts(call: SyntaxNode): readonly SyntaxNode[] {
  return call.firstChild?.name === 'MemberExpression' ? children(call.firstChild) : [];
}

/** `@app.exception_handler(…)` above a function, or `app.add_exception_handler(…, function)`; null for another call. */
function handlerName(
  evaluator: Evaluator,
  node: SyntaxNode,
  method: string,
  handler: SyntaxNode | null,
): string | null {
  const { source } = evaluator.names;
  if (method === 'add_exception_handler' && handler) return textOf(source, handler);
  if (method !== 'exception_handler' || node.name !== 'Decorator') return null;
  const name = node.parent?.getChild('FunctionDefinition')?.getChild('VariableName');
  return name ? textOf(source, name) : null;
}
