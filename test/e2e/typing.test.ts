import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { Editor } from '../host/editor.ts';
import { scratch } from '../host/scratch.ts';

const file = 'app.js';
const head = `const express = require('express');
const cors = require('cors');
const app = express();

`;
const policy = "app.use(cors({ origin: '*', credentials: true }));";
const options = "const options = { origin: '*', credentials: true };";
const useOptions = 'app.use(cors(options));';

/** Slower than the pause after which the linter looks, so that it looks at every state on the way. Milliseconds. */
const delay = 300;

/** Keeps each number of squiggles that was to be seen, one after the other. */
const watchSquiggles = `
  window.squiggleCounts = [];
  const look = () => {
    const count = document.querySelectorAll('.view-overlays [class*="squiggly-"]').length;
    if (window.squiggleCounts.at(-1) !== count) window.squiggleCounts.push(count);
  };
  look();
  new MutationObserver(look).observe(document.querySelector('.editor-group-container.active'), {
    subtree: true, childList: true, attributes: true,
  });
`;

describe('typing a policy into the visible editor', function () {
  this.timeout(120_000);

  it('brings the squiggle when it is there, once and not before; the fix mends it and can be undone', async () => {
    const workspace = scratch();
    writeFileSync(path.join(workspace.dir, file), head);
    const editor = await Editor.start({
      folder: workspace.dir,
      settings: { 'javascript.validate.enable': false, 'files.autoSave': 'off' },
    });
    try {
      await editor.openFile(file);
      await editor.goTo(5);
      await editor.page.evaluate(watchSquiggles);
      await editor.page.keyboard.type(policy, { delay });
      await editor.squiggles('warning').first().waitFor();
      assert.deepEqual(await editor.page.evaluate('window.squiggleCounts'), [0, 1]);
      const [problem] = await editor.problems();
      assert.match(problem?.message ?? '', /credentials|cookies/);

      await editor.goTo(5, policy.indexOf('true') + 2);
      await editor.applyQuickFix('Allow requests without cookies only');
      await editor.squiggles().first().waitFor({ state: 'detached' });
      await editor.page.keyboard.press('ControlOrMeta+Z');
      await editor.squiggles('warning').first().waitFor();
      await editor.page.keyboard.press('ControlOrMeta+Shift+Z');
      await editor.squiggles().first().waitFor({ state: 'detached' });
      await editor.page.keyboard.press('ControlOrMeta+Z');
      await editor.squiggles('warning').first().waitFor();
      assert.deepEqual(await editor.page.evaluate('window.squiggleCounts'), [0, 1, 0, 1, 0, 1]);
    } finally {
      await editor.close();
      workspace.remove();
    }
  });

  it('squiggles follow a rename, a comment, a deleted line and a value that is toggled', async () => {
    const workspace = scratch();
    writeFileSync(path.join(workspace.dir, file), `${head}${options}\n${useOptions}\n`);
    const editor = await Editor.start({
      folder: workspace.dir,
      settings: { 'javascript.validate.enable': false, 'files.autoSave': 'off' },
    });
    const { keyboard } = editor.page;
    const squiggle = editor.squiggles('warning').first();
    const gone = editor.squiggles().first();
    try {
      await editor.openFile(file);
      await squiggle.waitFor();
      await editor.goTo(5, options.indexOf('true') + 2);
      await keyboard.press('ControlOrMeta+D');
      await keyboard.type('false', { delay });
      await gone.waitFor({ state: 'detached' });
      await keyboard.press('ControlOrMeta+Shift+ArrowLeft');
      await keyboard.type('true', { delay });
      await squiggle.waitFor();

      await editor.goTo(6, 1);
      await keyboard.press('ControlOrMeta+/');
      await gone.waitFor({ state: 'detached' });
      await keyboard.press('ControlOrMeta+/');
      await squiggle.waitFor();
      await keyboard.press('ControlOrMeta+Shift+K');
      await gone.waitFor({ state: 'detached' });
      await keyboard.press('ControlOrMeta+Z');
      await squiggle.waitFor();

      await editor.page.evaluate(watchSquiggles);
      await editor.goTo(5, 9);
      await keyboard.press('F2');
      await editor.page.locator('.rename-box input').fill('settings');
      await keyboard.press('Enter');
      await editor.page.locator('.view-line', { hasText: 'cors(settings)' }).waitFor();
      await editor.waitForProblem('cookies');
      assert.deepEqual(await editor.page.evaluate('window.squiggleCounts'), [1]);
    } finally {
      await editor.close();
      workspace.remove();
    }
  });
});
