import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Editor } from '../test/host/editor.ts';
import { scratch } from '../test/host/scratch.ts';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';
import { say } from './lib/say.mjs';

const css = path.join(root, 'media', 'panel.css');
const file = path.join(root, 'test', 'real', 'panel', 'themes.json');

/** Names as a webview's body carries them in data-vscode-theme-kind, and the editor's. */
const themes = /** @type {const} */ ({
  'vscode-dark': 'dark',
  'vscode-light': 'light',
  'vscode-high-contrast': 'high contrast',
  'vscode-high-contrast-light': 'high contrast light',
});

/**
 * Asks a real VS Code for the colours and fonts that it gives to webviews in four themes, of those that panel.css uses, so that the
 * tests of the page wear them without VS Code.
 */
await main(async () => {
  const used = new Set(readFileSync(css, 'utf8').match(/--vscode-[\w-]+/g));
  const workspace = scratch(path.join(root, 'examples', 'workspace'));
  const editor = await Editor.start({ folder: workspace.dir });
  editor.page.setDefaultTimeout(90_000);
  try {
    await editor.openFile('fastapi/main.py');
    await editor.squiggles().first().waitFor();
    await editor.runCommand('Test CORS endpoint');
    /** @type {Record<string, Record<string, string>>} */
    const found = {};
    for (const [kind, theme] of Object.entries(themes)) {
      await editor.setTheme(theme);
      const html = editor.webview().locator('html');
      await editor.webview().locator(`body[data-vscode-theme-kind="${kind}"]`).waitFor();
      const style = await html.evaluate((element) =>
        [...element.style].map((name) => [name, element.style.getPropertyValue(name)]),
      );
      found[kind] = Object.fromEntries(style.filter(([name = '']) => used.has(name)).sort());
    }
    writeFileSync(file, `${JSON.stringify(found, null, 2)}\n`);
    say(path.relative(root, file));
  } finally {
    await editor.close();
    workspace.remove();
  }
});
