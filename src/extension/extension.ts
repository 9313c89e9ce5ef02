import type { ExtensionContext } from 'vscode';
import { registerCodeActions } from './codeActions.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { createStatusItem } from './statusItem.ts';
import { registerTestEndpoint } from './testEndpoint.ts';
import { registerUriHandler } from './uriHandler.ts';

/** Registers everything and loads nothing heavy: the linter comes with the first file that speaks of CORS, the probe with the first test. */
export function activate(context: ExtensionContext): void {
  const status = createStatusItem();
  context.subscriptions.push(
    status,
    registerDiagnostics((document, checked) => status.show(document, checked)),
    registerCodeActions(),
    registerUriHandler(context),
    registerTestEndpoint(context),
  );
}
