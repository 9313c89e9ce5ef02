import assert from 'node:assert/strict';
import { commands, env, extensions, TabInputWebview, Uri, window } from 'vscode';
import type { Tab } from 'vscode';
import { closeAll, until } from './support.ts';

function tab(matches: (tab: Tab) => boolean): Promise<Tab> {
  return until(window.tabGroups.onDidChangeTabs, () =>
    window.tabGroups.all.flatMap(({ tabs }) => tabs).find(matches),
  );
}

function isPanel({ input }: Tab): boolean {
  return input instanceof TabInputWebview && input.viewType.endsWith('preflight.test');
}

describe('the extension', () => {
  afterEach(closeAll);

  it('has the command in the palette by that title, without a category', () => {
    const manifest = extensions.getExtension('preflight.preflight-cors')?.packageJSON as {
      contributes: { commands: unknown };
    };
    assert.deepEqual(manifest.contributes.commands, [
      { command: 'preflight.testEndpoint', title: 'Test CORS endpoint' },
    ]);
  });

  it('opens one panel, however often it is asked', async () => {
    await commands.executeCommand('preflight.testEndpoint');
    await tab(isPanel);
    await commands.executeCommand('preflight.testEndpoint');
    const panels = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isPanel);
    assert.equal(panels.length, 1);
  });

  it('opens the page of a rule from its link', async () => {
    const link = Uri.parse(`${env.uriScheme}://preflight.preflight-cors/rules/trailing-slash-origin`);
    await commands.executeCommand('vscode.open', link);
    await tab(({ label }) => label.includes('trailing-slash-origin'));
  });
});
