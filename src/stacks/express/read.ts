import type { ReadContext, Reading } from '../../policy/types.ts';

/** What only this stack's own rules need, beside the policies. */
export interface ExpressReading extends Reading {
  readonly stack: 'express';
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): ExpressReading {
  void source;
  void context;
  return { stack: 'express', policies: [], errors: [] };
}
