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
    } finally {
      await editor.close();
      workspace.remove();
    }
  });
});
