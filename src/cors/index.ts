export { judge, next, type Next } from './judge.ts';
export { plan } from './plan.ts';
export type * from './types.ts';
