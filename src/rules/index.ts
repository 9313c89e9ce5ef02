export { recognise } from '../stacks/registry.ts';
export { lint, type LintDocument } from './lint.ts';
export { rules } from './registry.ts';
