import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { mistakeIn } from '../test/e2e/mistakes.ts';
import { SampleApi } from '../test/e2e/sampleApi.ts';
import { Editor } from '../test/host/editor.ts';
import { scratch } from '../test/host/scratch.ts';
import { main } from './lib/main.mjs';
import { root } from './lib/root.mjs';
import { say } from './lib/say.mjs';

const images = path.join(root, 'docs', 'images');

/** Its height in pixels. */
const titleBar = 36;

const files = {
  express: 'express/server.js',
  fastapi: 'fastapi/main.py',
  nginx: 'nginx/conf.d/api.conf',
  apache: 'apache/.htaccess',
};

const settings = {
  'breadcrumbs.enabled': false,
  'files.autoSave': 'off',
  'editor.fontSize': 13,
  'editor.hover.delay': 0,
  'editor.lightbulb.enabled': 'on',
  'editor.minimap.enabled': false,
  'editor.renderLineHighlight': 'none',
  'workbench.activityBar.location': 'hidden',
  'workbench.layoutControl.enabled': false,
  'workbench.reduceMotion': 'on',
};

/** Takes the pictures of the README in a real VS Code, on a copy of the samples. */
await main(async () => {
  mkdirSync(images, { recursive: true });
  const workspace = scratch(path.join(root, 'examples', 'workspace'));
  const api = await SampleApi.start();
  try {
    await picture({ width: 1000, height: 620 }, workspace.dir, (editor) => mistakes(editor, workspace.dir));
    await picture({ width: 1000, height: 860 }, workspace.dir, (editor) => panel(editor, api));
  } finally {
    await api.stop();
    workspace.remove();
  }
});

/**
 * @param {{ width: number, height: number }} viewport
 * @param {string} folder
 * @param {(editor: Editor) => Promise<void>} take
 */
async function picture(viewport, folder, take) {
  const editor = await Editor.start({ folder, viewport, settings });
  editor.page.setDefaultTimeout(90_000);
  try {
    await take(editor);
  } finally {
    await editor.close();
  }
}

/**
 * Saves the window without its title bar, with the mouse out of the way.
 * @param {Editor} editor
 * @param {string} name
 */
async function save({ page }, name) {
  const file = path.join(images, `${name}.png`);
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  await page.mouse.move(width - 40, height - 60);
  await page.screenshot({ path: file, clip: { x: 0, y: titleBar, width, height: height - titleBar } });
  say(path.relative(root, file));
}

/**
 * Each sample with its squiggles and the message of the first; one of them before and after its fix.
 * @param {Editor} editor
 * @param {string} folder
 */
async function mistakes(editor, folder) {
  await editor.runCommand('View: Toggle Primary Side Bar Visibility');
  for (const [stack, file] of Object.entries(files)) {
    const { line, column, message } = mistakeIn(folder, file);
    await editor.openFile(file);
    await editor.squiggles().first().waitFor();
    await editor.goTo(line, column);
    await editor.runCommand('Show or Focus Hover');
    await editor.page.locator('.monaco-hover:visible', { hasText: message.slice(0, 40) }).waitFor();
    await save(editor, `mistakes-${stack}`);
    await editor.page.keyboard.press('Escape');
    if (stack === 'express') await fix(editor, folder, file);
  }
}

/**
 * The fix of the mistake at the cursor, offered and applied.
 * @param {Editor} editor
 * @param {string} folder
 * @param {string} file
 */
async function fix(editor, folder, file) {
  const { message, fixTitle } = mistakeIn(folder, file);
  await editor.page.keyboard.press('ControlOrMeta+.');
  const action = editor.page.locator('.action-widget').first().getByText(fixTitle);
  await action.waitFor();
  await save(editor, 'quick-fix');
  await action.click();
  await editor.page.locator('.tab.active.dirty').waitFor();
  await editor.save();
  await editor.waitForNoProblem(message.split('\n')[0] ?? message);
  await editor.page.keyboard.press('ControlOrMeta+J');
  await editor.page.locator('.markers-panel').waitFor({ state: 'hidden' });
  await save(editor, 'quick-fix-applied');
}

/**
 * The panel for a passing and for a failing endpoint, in three themes.
 * @param {Editor} editor
 * @param {SampleApi} api
 */
async function panel(editor, api) {
  await editor.runCommand('View: Toggle Primary Side Bar Visibility');
  // The palette lists the command as soon as the extension runs.
  await editor.openFile(files.fastapi);
  await editor.squiggles().first().waitFor();
  await editor.runCommand('View: Close Editor');
  await editor.runCommand('Test CORS endpoint');
  const page = editor.webview();
  await page.getByLabel('Origin of the page').fill(api.page);
  const url = page.getByLabel('URL of the endpoint');

  /** @type {{ name: string, route: string, method: string, heading: string }[]} */
  const cases = [
    { name: 'passing', route: '/ok', method: 'GET', heading: 'Readable' },
    { name: 'failing', route: '/put-not-allowed', method: 'PUT', heading: 'Blocked at the preflight' },
  ];
  for (const { name, route, method, heading } of cases) {
    await url.fill(`${api.api}${route}`);
    await page.getByLabel('Method', { exact: true }).selectOption(method);
    await url.press('Enter');
    await page.getByRole('heading', { name: heading }).waitFor();
    await page.getByText('Looking in this workspace').waitFor({ state: 'hidden' });
    for (const theme of /** @type {const} */ (['light', 'dark', 'high contrast'])) {
      await editor.setTheme(theme);
      await save(editor, `panel-${name}-${theme.replace(' ', '-')}`);
    }
  }
}
