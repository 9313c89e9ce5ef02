import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import * as prettier from 'prettier';
import { rules } from '../src/rules/registry.ts';
import { root } from './lib/root.mjs';

/** @typedef {import('../src/rules/types.ts').RuleMeta} RuleMeta */

const stackNames = {
  express: 'Express',
  fastapi: 'FastAPI',
  nginx: 'nginx',
  apache: 'Apache',
  client: 'Client',
};

const shownAs = { exposed: 'error', broken: 'warning', fragile: 'information', hygiene: 'hint' };

const fixes = {
  safe: 'fix keeps the meaning',
  unsafe: 'fix changes behaviour',
  manual: 'fix described',
};

/** @param {RuleMeta} meta */
function stacksOf({ stacks }) {
  return stacks.map((stack) => stackNames[stack]).join(', ');
}

/** The line on a rule's page. @param {RuleMeta} meta */
export function metaLine(meta) {
  const fix = meta.fix === null ? 'no fix' : fixes[meta.fix];
  const when = meta.onRequest ? ' · on request' : '';
  return `**${meta.class}** (${shownAs[meta.class]})${when} · ${stacksOf(meta)} · ${fix} · since ${meta.since}`;
}

/** The README's table. */
export function ruleTable() {
  const rows = rules.map(({ meta }) => {
    const fix = meta.fix === null || meta.fix === 'manual' ? '' : meta.fix;
    const title = meta.onRequest ? `${meta.title} (on request)` : meta.title;
    return `| [${meta.id}](docs/rules/${meta.id}.md) | ${title} | ${meta.class} | ${stacksOf(meta)} | ${fix} |`;
  });
  return ['| Rule | What it finds | Class | Stacks | Fix |', '| --- | --- | --- | --- | --- |', ...rows].join(
    '\n',
  );
}

/**
 * Puts `content` between `<!-- name -->` and `<!-- /name -->`.
 * @param {string} text
 * @param {string} name
 * @param {string} content
 * @throws {Error} when the markers are not there
 */
export function between(text, name, content) {
  const [start, end] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const [from, to] = [text.indexOf(start), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`The markers ${start} and ${end} are not there.`);
  return `${text.slice(0, from + start.length)}\n\n${content}\n\n${text.slice(to)}`;
}

/** @param {string} text of package.json */
function withRuleIds(text) {
  const manifest = JSON.parse(text);
  manifest.contributes.configuration.properties['preflight.rules'].propertyNames.enum = rules.map(
    ({ meta }) => meta.id,
  );
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

/**
 * Everything that is generated, as it should be: path from the root, and text.
 * @returns {Promise<{ file: string, text: string }[]>}
 */
export async function generated() {
  /** @param {string} file @param {(text: string) => string} change */
  const changed = (file, change) => ({ file, text: change(readFileSync(path.join(root, file), 'utf8')) });
  const readme = changed('README.md', (text) => between(text, 'rules', ruleTable()));
  const options = await prettier.resolveConfig(path.join(root, readme.file));
  return [
    changed('package.json', withRuleIds),
    { ...readme, text: await prettier.format(readme.text, { ...options, filepath: readme.file }) },
    ...rules
      .map(({ meta }) => ({ meta, file: `docs/rules/${meta.id}.md` }))
      .filter(({ file }) => existsSync(path.join(root, file)))
      .map(({ meta, file }) => changed(file, (text) => between(text, 'meta', metaLine(meta)))),
  ];
}

if (import.meta.main) {
  for (const { file, text } of await generated()) {
    const target = path.join(root, file);
    if (readFileSync(target, 'utf8') === text) continue;
    writeFileSync(target, text);
    process.stdout.write(`${file}\n`);
  }
}
