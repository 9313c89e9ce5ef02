import { randomBytes } from 'node:crypto';
import { commands, env, Uri, ViewColumn, window, workspace } from 'vscode';
import type { ExtensionContext, Webview, WebviewOptions, WebviewPanel } from 'vscode';
import { isPageMessage } from './guards.ts';
import { panelHtml } from './panelHtml.ts';
import type { FindPlaces } from './places.ts';
import type { OpenRequest, Shown } from './protocol.ts';
import { TestMemory } from './testMemory.ts';
import { TestSession } from './testSession.ts';

/** The panel of “Test CORS endpoint”, for as long as it is open. */
export interface TestPanel {
  take(request: OpenRequest): void;
  reveal(): void;
  onDidDispose(listener: () => void): void;
  dispose(): void;
}

export function panelOptions(extensionUri: Uri): WebviewOptions {
  return {
    enableScripts: true,
    localResourceRoots: [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')],
  };
}

/** Makes a webview panel show the form of the last test and `shown`, and run what the form asks for. */
export function attach(
  panel: WebviewPanel,
  context: ExtensionContext,
  shown: Shown,
  findPlaces: FindPlaces,
): TestPanel {
  const { webview } = panel;
  const memory = new TestMemory(context.workspaceState, context.secrets, () => import('../probe/redact.ts'));
  const session = new TestSession(
    {
      post: (message) => void webview.postMessage(message),
      version: String(context.extension.packageJSON['version']),
      isTrusted: () => workspace.isTrusted,
      http: (key) => workspace.getConfiguration('http').get(key),
      manageTrust: () => void commands.executeCommand('workbench.trust.manage'),
      title: (text) => (panel.title = text),
      copy: async (text) => env.clipboard.writeText(text),
      editorColumn: () => (panel.viewColumn === ViewColumn.One ? ViewColumn.Two : ViewColumn.One),
      save,
      findPlaces,
    },
    memory,
    shown,
  );

  const subscriptions = [
    webview.onDidReceiveMessage((message: unknown) => {
      if (isPageMessage(message)) void session.receive(message);
    }),
    workspace.onDidGrantWorkspaceTrust(() => session.trusted()),
  ];
  panel.onDidDispose(() => {
    session.stop();
    for (const subscription of subscriptions) subscription.dispose();
  });
  panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  webview.html = htmlFor(webview, context.extensionUri);

  return {
    take: (request) => void session.take(request),
    reveal: () => panel.reveal(),
    onDidDispose: (listener) => void panel.onDidDispose(listener),
    dispose: () => panel.dispose(),
  };
}

/** Asks for a file below the workspace, writes it, and offers to open it. */
async function save(name: string, text: string): Promise<void> {
  const folder = workspace.workspaceFolders?.[0]?.uri;
  const target = await window.showSaveDialog(
    folder === undefined ? {} : { defaultUri: Uri.joinPath(folder, name) },
  );
  if (target === undefined) return;
  await workspace.fs.writeFile(target, new TextEncoder().encode(text));
  const chosen = await window.showInformationMessage(`Saved ${workspace.asRelativePath(target)}.`, 'Open');
  if (chosen === 'Open') await window.showTextDocument(target);
}

function htmlFor(webview: Webview, extensionUri: Uri): string {
  const address = (...path: string[]): string =>
    webview.asWebviewUri(Uri.joinPath(extensionUri, ...path)).toString();
  return panelHtml({
    cspSource: webview.cspSource,
    nonce: randomBytes(16).toString('base64'),
    script: address('dist', 'webview.js'),
    style: address('media', 'panel.css'),
  });
}
