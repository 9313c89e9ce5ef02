import assert from 'node:assert/strict';
import { commands, env, extensions, Selection, TabInputWebview, Uri, window } from 'vscode';
import type { Tab } from 'vscode';
import { closeAll, open, until } from './support.ts';

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

  it('has its commands in the palette by these titles, without a category', () => {
    const { contributes } = extensions.getExtension('preflight.preflight-cors')?.packageJSON as {
      contributes: { commands: { command: string; title: string }[] };
    };
    assert.deepEqual(
      contributes.commands.map(({ command, title }) => `${command}: ${title}`),
      [
        'preflight.testEndpoint: Test CORS endpoint',
        'preflight.explainError: Explain CORS error…',
        'preflight.showLastTest: Show last CORS test',
        'preflight.testAtCursor: Test CORS endpoint at cursor',
        'preflight.explainTerminalSelection: Explain CORS error…',
      ],
    );
  });

  it('opens one panel, however often it is asked', async () => {
    await commands.executeCommand('preflight.testEndpoint');
    await tab(isPanel);
    await commands.executeCommand('preflight.testEndpoint');
    const panels = window.tabGroups.all.flatMap(({ tabs }) => tabs).filter(isPanel);
    assert.equal(panels.length, 1);
  });

  it('opens the panel for the error on the clipboard', async () => {
    await env.clipboard.writeText(
      `Access to fetch at 'http://localhost:4000/orders' from origin 'http://localhost:3000' has been blocked by CORS policy: No 'Access-Control-Allow-Origin' header is present on the requested resource.`,
    );
    await commands.executeCommand('preflight.explainError');
    await tab(isPanel);
  });

  it('opens the panel for the call at the cursor', async () => {
    const document = await open(`await fetch('http://127.0.0.1:9/orders');\n`);
    const editor = await window.showTextDocument(document);
    editor.selection = new Selection(0, 10, 0, 10);
    await commands.executeCommand('preflight.testAtCursor');
    await tab(isPanel);
  });

  it('opens the page of a rule from its link', async () => {
    const link = Uri.parse(`${env.uriScheme}://preflight.preflight-cors/rules/trailing-slash-origin`);
    await commands.executeCommand('vscode.open', link);
    await tab(({ label }) => label.includes('trailing-slash-origin'));
  });
});
