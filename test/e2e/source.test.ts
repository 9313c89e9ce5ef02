import assert from 'node:assert/strict';
import path from 'node:path';
import { root } from '../../scripts/lib/root.mjs';
import { Editor } from '../host/editor.ts';
import { scratch } from '../host/scratch.ts';
import { journey } from './journey.ts';
import { SampleApi } from './sampleApi.ts';

describe('the extension in the visible editor', function () {
  this.timeout(120_000);
  journey(() => ({ development: root }));
});

describe('the panel after a reload of the window', function () {
  this.timeout(240_000);

  it('shows the form and the last verdict again, without what was secret where the keychain has lost it', async () => {
    const workspace = scratch(path.join(root, 'examples', 'workspace'));
    const api = await SampleApi.start();
    const editor = await Editor.start({ folder: workspace.dir });
    try {
      await editor.openFile('fastapi/main.py');
      await editor.squiggles().first().waitFor();
      await editor.runCommand('Test CORS endpoint');
      const panel = editor.webview();
      await panel.getByLabel('Origin of the page').fill(api.page);
      await panel.getByLabel('URL of the endpoint').fill(`${api.api}/authorization-not-allowed`);
      await panel.getByText('Headers', { exact: true }).click();
      await panel.getByLabel('Request headers').fill('Authorization: Bearer hunter2');
      await panel.getByLabel('URL of the endpoint').press('Enter');
      await panel.getByRole('heading', { name: 'Blocked at the preflight' }).waitFor();
      const reloaded = editor.page.waitForEvent('load');
      await editor.runCommand('Developer: Reload Window');
      await reloaded;
      const verdict = panel.getByRole('heading', { name: 'Blocked at the preflight' });
      await verdict.waitFor({ timeout: 90_000 });
      await panel
        .getByRole('tabpanel', { name: 'Chromium' })
        .getByText('authorization is not allowed')
        .waitFor();
      const headers = await panel.getByLabel('Request headers').inputValue();
      // The keychain of this VS Code, which is served to a browser, does not outlive the window.
      assert.equal(headers, 'Authorization: ');
    } finally {
      await editor.close();
      await api.stop();
      workspace.remove();
    }
  });
});
