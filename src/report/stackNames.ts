import type { Stack } from '../policy/types.ts';

/** Stacks as their users call them. */
export const stackNames: Readonly<Record<Stack, string>> = {
  express: 'Express',
  fastapi: 'FastAPI',
  nginx: 'nginx',
  apache: 'Apache',
};
