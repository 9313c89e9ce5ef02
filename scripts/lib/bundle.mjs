import * as esbuild from 'esbuild';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { leanLezer } from './lean-lezer.mjs';
import { leanUndici } from './lean-undici.mjs';
import { root } from './root.mjs';

/**
 * What is shared between the extension and the command line, each folder in one file of dist so that the package
 * carries it once: the linter and judge (core.js), and the live request with its HTTP client (probe.js), which is
 * loaded when the first request is made.
 */
const sharedBundles = {
  core: ['cors', 'engines', 'policy', 'stacks', 'rules', 'project', 'paste', 'report'],
  probe: ['probe'],
};

/** @type {Record<string, string>} */
const bundleOfFolder = Object.fromEntries(
  Object.entries(sharedBundles).flatMap(([bundle, folders]) => folders.map((folder) => [folder, bundle])),
);

const src = path.join(root, 'src');

/**
 * Builds dist/: extension.js and cli.js (CommonJS for Node 20 and newer), core.js and probe.js that they share,
 * webview.js for the browser, and the rule pages as rules.json.
 * @param {{ minify?: boolean, sourcemap?: boolean }} [options]
 * @returns {Promise<{ file: string, bytes: number, inputs: Record<string, number> }[]>} each file with its size and
 *   the bytes each source brings
 * @throws {Error} with esbuild's messages when a source does not build
 */
export async function build({ minify = true, sourcemap = false } = {}) {
  /** @type {esbuild.BuildOptions} */
  const common = {
    bundle: true,
    minify,
    sourcemap,
    metafile: true,
    legalComments: 'none',
    logLevel: 'warning',
    absWorkingDir: root,
  };
  /** @type {esbuild.BuildOptions} */
  const forNode = { ...common, platform: 'node', format: 'cjs', target: 'node20' };
  const parts = new SharedParts();

  /** @type {esbuild.BuildResult[]} */
  const results = await Promise.all([
    esbuild.build({
      ...forNode,
      entryPoints: { extension: 'src/extension/extension.ts' },
      outdir: 'dist',
      external: ['vscode'],
      plugins: [parts.plugin()],
    }),
    esbuild.build({
      ...forNode,
      entryPoints: { cli: 'src/cli/main.ts' },
      outdir: 'dist',
      banner: { js: '#!/usr/bin/env node' },
      plugins: [parts.plugin()],
    }),
    esbuild.build({
      ...common,
      platform: 'browser',
      format: 'iife',
      target: 'es2022',
      entryPoints: { webview: 'src/webview/main.ts' },
      outdir: 'dist',
    }),
  ]);
  const shared = await parts.settled(() =>
    Promise.all(
      Object.keys(sharedBundles).map((bundle) =>
        esbuild.build({
          ...forNode,
          stdin: { contents: parts.entry(bundle), resolveDir: src, loader: 'ts', sourcefile: `${bundle}.ts` },
          outfile: `dist/${bundle}.js`,
          plugins: [parts.plugin(bundle), leanUndici(path.join(root, 'dist')), leanLezer()],
        }),
      ),
    ),
  );
  results.push(...shared);
  writePages();
  return results.flatMap(sizes);
}

/** One file of all pages is half as large in a zip archive as the pages by themselves: what they have in common counts once. */
function writePages() {
  const dir = path.join(root, 'docs', 'rules');
  const byRule = readdirSync(dir)
    .sort()
    .map((file) => [path.basename(file, '.md'), readFileSync(path.join(dir, file), 'utf8')]);
  writeFileSync(path.join(root, 'dist', 'rules.json'), JSON.stringify(Object.fromEntries(byRule)));
}

/** Which modules the bundles ask each other for. */
class SharedParts {
  /** @type {Map<string, Set<string>>} */
  #asked = new Map(Object.keys(sharedBundles).map((bundle) => [bundle, new Set()]));

  /**
   * Sends imports of a shared folder to the bundle that holds it.
   * @param {string} [within] the bundle being built, whose own folders stay inside it
   * @returns {esbuild.Plugin}
   */
  plugin(within) {
    const namespace = 'shared';
    return {
      name: 'shared-bundles',
      setup: (builder) => {
        builder.onResolve({ filter: /^\.\.?\/.*\.ts$/ }, (args) => {
          const file = path.relative(src, path.resolve(args.resolveDir, args.path)).split(path.sep).join('/');
          const bundle = bundleOfFolder[file.split('/')[0] ?? ''];
          if (!bundle || bundle === within) return undefined;
          this.#asked.get(bundle)?.add(file);
          return { path: file, namespace, pluginData: bundle };
        });
        builder.onResolve({ filter: /^\.\/(core|probe)\.js$/, namespace }, (args) => ({
          path: args.path,
          external: true,
        }));
        builder.onLoad({ filter: /.*/, namespace }, async ({ path: file, pluginData: bundle }) => ({
          contents: await borrowed(file, bundle),
          loader: 'js',
        }));
      },
    };
  }

  /**
   * Builds again for as long as the shared bundles ask each other for more: the probe uses the core, and the core's
   * reports use the probe.
   * @template T
   * @param {() => Promise<T>} build
   * @returns {Promise<T>} what the last build gave
   */
  async settled(build) {
    const asked = this.#count();
    const built = await build();
    return this.#count() === asked ? built : this.settled(build);
  }

  #count() {
    return [...this.#asked.values()].reduce((sum, files) => sum + files.size, 0);
  }

  /**
   * The source of a bundle's entry: every module that was asked for, under its own name.
   * @param {string} bundle
   */
  entry(bundle) {
    const files = [...(this.#asked.get(bundle) ?? [])].sort();
    return files.map((file) => `export * as ${exportName(file)} from './${file}';`).join('\n');
  }
}

/**
 * A module whose exports are those of `file` in the bundle that holds it, which is loaded at the first use of one: so
 * bundles may use each other, and none is loaded for nothing.
 * @param {string} file
 * @param {string} bundle
 */
async function borrowed(file, bundle) {
  const held = `require('./${bundle}.js').${exportName(file)}`;
  const getters = (await exportsOf(file)).map((name) => `get ${name}() { return ${held}.${name}; },`);
  return `module.exports = { __esModule: true, ${getters.join(' ')} };`;
}

/** @param {string} file */
async function exportsOf(file) {
  const { metafile } = await esbuild.build({
    entryPoints: [path.join(src, file)],
    format: 'esm',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return Object.values(metafile.outputs).flatMap((output) => output.exports);
}

/** @param {string} file such as rules/lint.ts */
function exportName(file) {
  return file.replace(/\.ts$/, '').replaceAll(/[^A-Za-z0-9]/g, '_');
}

/** @param {esbuild.BuildResult} result */
function sizes(result) {
  return Object.entries(result.metafile?.outputs ?? {})
    .filter(([file]) => file.endsWith('.js'))
    .map(([file, { bytes, inputs }]) => ({
      file,
      bytes,
      inputs: Object.fromEntries(Object.entries(inputs).map(([name, input]) => [name, input.bytesInOutput])),
    }));
}
