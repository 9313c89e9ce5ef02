import { commands, Disposable, ViewColumn, window, type ExtensionContext } from 'vscode';
import { emptyState, stateFrom } from './guards.ts';
import type { FindPlaces } from './places.ts';
import type { OpenRequest } from './protocol.ts';
import { attach, panelOptions, type TestPanel } from './testPanel.ts';

const viewType = 'preflight.test';

/** The panel of “Test CORS endpoint”, of which there is one, open or not. */
export interface TestEndpoint {
  readonly disposable: Disposable;
  /** Opens the panel, or shows the one that is open, and does what is asked. */
  openPanel(request?: OpenRequest): void;
}

/** The command “Test CORS endpoint” and its panel. `findPlaces` knows the workspace. */
export function registerTestEndpoint(context: ExtensionContext, findPlaces: FindPlaces): TestEndpoint {
  let open: TestPanel | null = null;

  const adopt = (panel: TestPanel): TestPanel => {
    open = panel;
    panel.onDidDispose(() => {
      if (open === panel) open = null;
    });
    return panel;
  };
  const create = (): TestPanel => {
    const panel = window.createWebviewPanel(
      viewType,
      'Test CORS endpoint',
      ViewColumn.Beside,
      panelOptions(context.extensionUri),
    );
    return adopt(attach(panel, context, emptyState.shown, findPlaces));
  };
  const openPanel = (request: OpenRequest = {}): void => {
    if (open) open.reveal();
    (open ?? create()).take(request);
  };

  const disposable = Disposable.from(
    commands.registerCommand('preflight.testEndpoint', () => openPanel()),
    window.registerWebviewPanelSerializer(viewType, {
      async deserializeWebviewPanel(panel, state: unknown) {
        panel.webview.options = panelOptions(context.extensionUri);
        adopt(attach(panel, context, stateFrom(state).shown, findPlaces));
      },
    }),
    new Disposable(() => open?.dispose()),
  );
  return { disposable, openPanel };
}
