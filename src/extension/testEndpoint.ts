import { commands, Disposable, ViewColumn, window, type ExtensionContext } from 'vscode';
import { emptyState, stateFrom } from './guards.ts';
import { attach, panelOptions, type TestPanel } from './testPanel.ts';

const viewType = 'preflight.test';

/** The command “Test CORS endpoint” and its panel, of which there is one. */
export function registerTestEndpoint(context: ExtensionContext): Disposable {
  let open: TestPanel | null = null;

  const adopt = (panel: TestPanel): void => {
    open = panel;
    panel.onDidDispose(() => {
      if (open === panel) open = null;
    });
  };

  return Disposable.from(
    commands.registerCommand('preflight.testEndpoint', () => {
      if (open) return open.reveal();
      const panel = window.createWebviewPanel(
        viewType,
        'Test CORS endpoint',
        ViewColumn.Beside,
        panelOptions(context.extensionUri),
      );
      adopt(attach(panel, context, emptyState.shown));
    }),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        panel.webview.options = panelOptions(context.extensionUri);
        adopt(attach(panel, context, stateFrom(state).shown));
      },
    }),
    new Disposable(() => open?.dispose()),
  );
}
