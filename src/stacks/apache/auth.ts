import type { AuthNode, MethodFilter, Scope } from './model.ts';

/** `login`: only with a user name and password. Null when the source does not tell. */
export type Access = 'granted' | 'login' | 'denied' | null;

/**
 * What access control says to a request without a login. In: the levels from outside to inside; the innermost that has a rule
 * replaces the outer ones (`AuthMerging Off`, the default).
 */
export function accessOf(scopes: readonly Scope[], method: string): Access {
  if (scopes.some((scope) => scope.oldAccessRules)) return null;
  const deciding = scopes.findLast((scope) => scope.auth.length > 0);
  if (!deciding) return 'granted';
  const result = anyOf(deciding.auth, method);
  return result === 'neutral' ? 'granted' : result;
}

type Result = Access | 'neutral';

function anyOf(nodes: readonly AuthNode[], method: string): Result {
  const results = nodes.map((node) => resultOf(node, method)).filter((result) => result !== 'neutral');
  if (results.length === 0) return 'neutral';
  if (results.includes('granted')) return 'granted';
  if (results.includes(null)) return null;
  return results.includes('login') ? 'login' : 'denied';
}

function allOf(nodes: readonly AuthNode[], method: string): Result {
  const results = nodes.map((node) => resultOf(node, method)).filter((result) => result !== 'neutral');
  if (results.length === 0) return 'neutral';
  if (results.includes('denied')) return 'denied';
  if (results.includes(null)) return null;
  return results.includes('login') ? 'login' : 'granted';
}

function resultOf(node: AuthNode, method: string): Result {
  switch (node.kind) {
    case 'any':
      return anyOf(node.children, method);
    case 'all':
      return allOf(node.children, method);
    case 'none':
      return null;
    case 'require':
      if (!node.filters.every((filter) => applies(filter, method))) return 'neutral';
      return node.doubt === null
        ? requirement(
            node.directive.words.map((word) => word.text),
            method,
          )
        : null;
  }
}

function applies(filter: MethodFilter, method: string): boolean {
  const named = filter.methods.includes(method === 'HEAD' ? 'GET' : method);
  return named !== filter.except;
}

function requirement(words: readonly string[], method: string): Access {
  const [kind = '', ...rest] = words;
  switch (kind.toLowerCase()) {
    case 'all':
      return rest[0]?.toLowerCase() === 'granted'
        ? 'granted'
        : rest[0]?.toLowerCase() === 'denied'
          ? 'denied'
          : null;
    case 'valid-user':
    case 'user':
    case 'group':
      return 'login';
    case 'method':
      return rest.includes(method) || (method === 'HEAD' && rest.includes('GET')) ? 'granted' : 'denied';
    default:
      return null;
  }
}
