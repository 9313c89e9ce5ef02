export { judge, next, type Next } from './judge.ts';
export { plan } from './plan.ts';
export type { AddressSpace, Client } from './localNetwork.ts';
export type * from './types.ts';
