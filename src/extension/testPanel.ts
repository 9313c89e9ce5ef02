import { randomBytes } from 'node:crypto';
import {
  env,
  Uri,
  workspace,
  type ExtensionContext,
  type Webview,
  type WebviewOptions,
  type WebviewPanel,
} from 'vscode';
import { formFrom, isPageMessage } from './guards.ts';
import { panelHtml } from './panelHtml.ts';
import type { FindPlaces } from './places.ts';
import type { Form, HostMessage, OpenRequest, PageMessage, Shown } from './protocol.ts';
import { copyOf, keptForm, runTest } from './runTest.ts';

/** The panel of “Test CORS endpoint”, for as long as it is open. */
export interface TestPanel {
  take(request: OpenRequest): void;
  reveal(): void;
  onDidDispose(listener: () => void): void;
  dispose(): void;
}

interface Session {
  form: Form;
  shown: Shown;
  running: Running | null;
}

interface Running {
  readonly signal: AbortSignal;
  /** Waits for the person's answer; false when the run is stopped first. */
  confirmed(): Promise<boolean>;
  answer(send: boolean): void;
  stop(): void;
}

function startRun(): Running {
  const controller = new AbortController();
  let answer: (send: boolean) => void = () => undefined;
  return {
    signal: controller.signal,
    confirmed: () =>
      new Promise((resolve) => {
        if (controller.signal.aborted) resolve(false);
        answer = resolve;
      }),
    answer: (send) => answer(send),
    stop: () => {
      controller.abort();
      answer(false);
    },
  };
}

const formKey = 'preflight.form';

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
  _findPlaces: FindPlaces,
): TestPanel {
  const { webview } = panel;
  const state: Session = { form: formFrom(context.workspaceState.get(formKey)), shown, running: null };
  const post = (message: HostMessage): void => void webview.postMessage(message);
  const show = (next: Shown): void => {
    state.shown = next;
    post({ type: 'shown', shown: next });
  };

  const run = async (form: Form): Promise<void> => {
    state.form = form;
    state.running?.stop();
    if (!workspace.isTrusted) return show(refused);
    await context.workspaceState.update(formKey, await keptForm(form));
    const running = startRun();
    state.running = running;
    const showIfCurrent = (next: Shown): void => {
      if (state.running === running) show(next);
    };
    const result = await runTest(form, {
      signal: running.signal,
      onStep: (step) => showIfCurrent({ kind: 'running', step }),
      confirm: ({ method, url }) => {
        showIfCurrent({ kind: 'confirm', method, url });
        return running.confirmed();
      },
    });
    showIfCurrent(result);
    if (state.running === running) state.running = null;
  };

  const receive = async (message: PageMessage): Promise<void> => {
    switch (message.type) {
      case 'ready':
        post({ type: 'init', form: state.form, shown: workspace.isTrusted ? state.shown : refused });
        return;
      case 'edited':
        state.form = message.form;
        return;
      case 'run':
        return run(message.form);
      case 'confirmed':
        return state.running?.answer(message.send);
      case 'cancel':
        state.running?.stop();
        return;
      case 'copy':
        return copy(copyOf(message.form, message.format));
      case 'copyText':
        return copy(message.text);
    }
  };

  webview.onDidReceiveMessage((message: unknown) => {
    if (isPageMessage(message)) void receive(message);
  });
  panel.onDidDispose(() => state.running?.stop());
  panel.iconPath = Uri.joinPath(context.extensionUri, 'media', 'icon.png');
  webview.html = htmlFor(webview, context.extensionUri);

  return {
    take({ form, run: atOnce }) {
      state.form = { ...state.form, ...form };
      post({ type: 'init', form: state.form, shown: state.shown });
      if (atOnce) void run(state.form);
    },
    reveal: () => panel.reveal(),
    onDidDispose: (listener) => void panel.onDidDispose(listener),
    dispose: () => panel.dispose(),
  };
}

const refused: Shown = {
  kind: 'refused',
  sentence:
    'Testing an endpoint sends requests from this machine, and this workspace is not trusted: trust it with “Workspaces: Manage Workspace Trust”, then test again.',
};

async function copy(text: string): Promise<void> {
  await env.clipboard.writeText(text);
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
