import type { ReadContext, Reading } from '../../policy/types.ts';

/** What only this stack's own rules need, beside the policies. */
export interface ApacheReading extends Reading {
  readonly stack: 'apache';
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): ApacheReading {
  void source;
  void context;
  return { stack: 'apache', policies: [], errors: [] };
}
