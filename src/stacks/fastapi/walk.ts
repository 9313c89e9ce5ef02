import type { SyntaxNode } from '@lezer/common';
import type { PolicyRequest } from '../../policy/types.ts';
import type { Evaluator } from './evaluate.ts';

/** The function that a middleware runs for each request: `async def f(request, call_next)`. */
export interface Dispatch {
  readonly body: SyntaxNode;
  readonly request: string;
  readonly next: string;
}

/** How the application behind the function reacts. */
export type Behind = 'answers' | 'throws';

/** What an expression in a middleware function stands for, on one request. */
export type Term =
  | { readonly is: 'constant'; readonly value: string | number | boolean | null }
  | { readonly is: 'list'; readonly values: readonly (string | null)[] }
  /** Not told, but no `None` and not empty. */
  | { readonly is: 'something' }
  /** Depends on the request's path alone. */
  | { readonly is: 'path' }
  /** What the application behind answered. */
  | { readonly is: 'response' }
  /** A response made here. */
  | { readonly is: 'answer'; readonly status: number }
  | { readonly is: 'headers' | 'cookies' | 'request' }
  | { readonly is: 'unknown' };

/** One run of a middleware function on one request. */
export interface Walk {
  readonly evaluator: Evaluator;
  readonly dispatch: Dispatch;
  readonly request: PolicyRequest;
  readonly behind: Behind;
  /** What local names stand for. */
  readonly locals: ReadonlyMap<string, Term>;
  /** Counts the calls of functions that might raise, and what is left of the budget. */
  readonly count: { risky: number; steps: number };
}
