import { parser } from '@lezer/javascript';
import { ESLint } from 'eslint';
import sonarjs from 'eslint-plugin-sonarjs';
import tseslint from 'typescript-eslint';
import { findingsIn, plantedFiles } from '../test/unit/planted/sources.ts';

/**
 * What Preflight and ESLint with sonarjs/cors find of the mistakes in test/planted. ESLint names no cause, so any report of it within the
 * statement that holds a mark counts as found; a false alarm is a report in a file without marks.
 */
const files = plantedFiles();
const folders = [...Map.groupBy(files, ({ path }) => path.split('/')[0])];
const eslint = new ESLint({
  overrideConfigFile: true,
  ignore: false,
  overrideConfig: [
    {
      files: ['**/*.{js,cjs,mjs,jsx,ts,cts,mts,tsx}'],
      languageOptions: { parser: tseslint.parser, parserOptions: { ecmaFeatures: { jsx: true } } },
      plugins: { sonarjs },
      rules: { 'sonarjs/cors': 'error' },
    },
  ],
});

for (const [folder, of] of folders) await compare(folder, of);

/**
 * @param {string | undefined} folder
 * @param {typeof files} of
 */
async function compare(folder, of) {
  const ours = { found: 0, alarms: 0 };
  const theirs = { found: 0, alarms: 0 };
  let unmarked = 0;
  for (const file of of) {
    const findings = findingsIn(file);
    const reports = await reportsOf(file);
    const isMarked = (finding, mark) => finding.line === mark.line && mark.rules.includes(finding.rule);
    ours.found += file.marks.filter((mark) => findings.some((one) => isMarked(one, mark))).length;
    unmarked += findings.filter((one) => !file.marks.some((mark) => isMarked(one, mark))).length;
    theirs.found += file.marks.filter((mark) => {
      const { from, to } = statementAt(file, mark.line);
      return reports.some((line) => line >= from && line <= to);
    }).length;
    if (file.marks.length > 0) continue;
    if (findings.length > 0) ours.alarms++;
    if (reports.length > 0) theirs.alarms++;
  }
  const marks = of.reduce((sum, file) => sum + file.marks.length, 0);
  const right = of.filter((file) => file.marks.length === 0).length;
  const row = (name, { found, alarms }) =>
    `  ${name.padEnd(26)} ${`${found} of ${marks}`.padStart(12)} found (${((100 * found) / marks).toFixed(1)} %), ` +
    `${alarms} of ${right} files without a mistake reported\n`;
  process.stdout.write(`Planted mistakes: ${folder}, ${of.length} files\n`);
  process.stdout.write(row('Preflight', ours) + row('ESLint with sonarjs/cors', theirs));
  process.stdout.write(`  Findings of Preflight without a mark: ${unmarked}\n\n`);
}

/** The lines of what ESLint reports; nothing of Vue and Svelte components, which it reads with parsers of their own alone. */
async function reportsOf({ path, text }) {
  if (/\.(?:vue|svelte)$/.test(path)) return [];
  const [result] = await eslint.lintText(text, { filePath: path });
  const messages = result?.messages ?? [];
  const failure = messages.find(({ ruleId }) => ruleId === null);
  if (failure) throw new Error(`ESLint cannot read ${path}: ${failure.message}`);
  return messages.map(({ line }) => line);
}

/** The lines of the innermost statement that the line begins in. */
function statementAt({ path, text }, line) {
  const lines = text.split('\n');
  const start = lines.slice(0, line - 1).join('\n').length + (line > 1 ? 1 : 0);
  const at = start + (lines[line - 1]?.search(/\S/) ?? 0);
  const dialect = /\.[cm]?ts$/.test(path) ? 'ts' : path.endsWith('.tsx') ? 'ts jsx' : 'jsx';
  let node = parser.configure({ dialect }).parse(text).resolveInner(at, 1);
  while (node.parent && !/(?:Statement|Declaration)$/.test(node.name)) node = node.parent;
  const lineAt = (offset) => text.slice(0, offset).split('\n').length;
  return { from: lineAt(node.from), to: lineAt(node.to) };
}
