import { builtinModules } from 'node:module';
import path from 'node:path';
import { root } from '../lib/root.mjs';
import { firstWithIo, layers, sharedWithPage } from './layers.mjs';

const src = path.join(root, 'src');
const stacks = 'stacks';
const rankOf = new Map(layers.flatMap((folders, rank) => folders.map((folder) => [folder, rank])));
const firstRankWithIo = rankOf.get(firstWithIo) ?? 0;

/** @type {import('eslint').Rule.RuleModule} */
export const layersRule = {
  meta: {
    type: 'problem',
    docs: { description: 'keep each folder of src to what it may import' },
    schema: [],
    messages: {
      later: 'src/{{from}} may not import src/{{to}}, which comes after it: {{order}}.',
      stack: 'A stack may not import another stack: what stacks share belongs in src/policy.',
      webview: 'src/webview imports only types from other folders, and values only from {{shared}}.',
      node: 'src/{{from}} is pure and may not import "{{module}}": only src/{{first}} and what follows it does I/O.',
      vscode: 'Only src/extension imports vscode.',
      unknown: 'src/{{to}} is not in the list of layers (scripts/lint/layers.mjs).',
    },
  },
  create(context) {
    const file = path.relative(src, context.filename).split(path.sep);
    const [from = ''] = file;
    if (from === '..' || file.length < 2) return {};
    /**
     * @param {import('estree').Node & { value?: unknown } | null | undefined} source
     * @param {boolean} [typeOnly]
     */
    const check = (source, typeOnly = false) => {
      if (typeof source?.value !== 'string') return;
      const problem = judgeImport(file, context.filename, source.value, typeOnly);
      if (problem) context.report({ node: source, ...problem });
    };
    /** @param {import('estree').ImportDeclaration | import('estree').ExportAllDeclaration | import('estree').ExportNamedDeclaration} node */
    const checkStatement = (node) => {
      const { importKind, exportKind } = /** @type {{ importKind?: string, exportKind?: string }} */ (node);
      check(node.source, (importKind ?? exportKind) === 'type');
    };
    return {
      ImportDeclaration: checkStatement,
      ExportAllDeclaration: checkStatement,
      ExportNamedDeclaration: checkStatement,
      ImportExpression: (node) => check(node.source),
      /** @param {{ argument?: { literal?: never } | null, source?: never }} node a type such as import('…').Name */
      TSImportType: (node) => check(node.source ?? node.argument?.literal, true),
    };
  },
};

/**
 * @param {string[]} file the importing file below src
 * @param {string} filename its absolute path
 * @param {string} specifier what it imports
 * @param {boolean} typeOnly
 * @returns {{ messageId: string, data: Record<string, string> } | undefined}
 */
function judgeImport([from = '', ...rest], filename, specifier, typeOnly) {
  if (specifier === 'vscode') return from === 'extension' ? undefined : { messageId: 'vscode', data: {} };
  if (!specifier.startsWith('.')) return judgePackage(from, specifier);
  const target = path.relative(src, path.resolve(path.dirname(filename), specifier)).split(path.sep);
  const [to = '', within = ''] = target;
  // package.json, for the version.
  if (to === '..') return undefined;
  if (from === to) {
    const otherStack = from === stacks && rest.length > 1 && target.length > 2 && rest[0] !== within;
    return otherStack ? { messageId: 'stack', data: {} } : undefined;
  }
  if (from === 'webview' && !(typeOnly && to !== 'extension')) {
    if (sharedWithPage.includes(target.join('/'))) return undefined;
    return { messageId: 'webview', data: { shared: sharedWithPage.join(' and ') } };
  }
  const fromRank = rankOf.get(from);
  const toRank = rankOf.get(to);
  if (fromRank === undefined || toRank === undefined) {
    return { messageId: 'unknown', data: { to: toRank === undefined ? to : from } };
  }
  if (toRank < fromRank) return undefined;
  const order = layers.map((folders) => folders.join(' | ')).join(', ');
  return { messageId: 'later', data: { from, to, order } };
}

/**
 * @param {string} from
 * @param {string} specifier
 */
function judgePackage(from, specifier) {
  const isNode = specifier.startsWith('node:') || builtinModules.includes(specifier);
  const rank = rankOf.get(from) ?? 0;
  const pure = rank < firstRankWithIo || from === 'webview';
  if (!isNode || !pure) return undefined;
  return { messageId: 'node', data: { from, module: specifier, first: firstWithIo } };
}
