import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import { layersRule } from './scripts/lint/layers-rule.mjs';

export default tseslint.config(
  { ignores: ['dist/', 'out/', '.tools/', '.vscode-test/', 'examples/', 'docs/', 'media/', 'test/planted/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    plugins: { preflight: { rules: { layers: layersRule } } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-console': 'error',
      // Bytes below 0x20 are a subject of header syntax, not a slip.
      'no-control-regex': 'off',
      'no-undef': 'off',
    },
  },
  { files: ['**/*.cjs'], rules: { '@typescript-eslint/no-require-imports': 'off' } },
  // The extension host takes output by console alone.
  { files: ['test/host/mochaInHost.ts'], rules: { 'no-console': 'off' } },
  {
    files: ['src/**/*.ts'],
    rules: {
      'preflight/layers': 'error',
      // The bundles share modules by the names of their exports.
      'no-restricted-syntax': ['error', { selector: 'ExportDefaultDeclaration', message: 'Export by name.' }],
    },
  },
);
