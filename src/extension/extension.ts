import type { ExtensionContext } from 'vscode';
import { createChecker } from './checker.ts';
import { registerCodeActions } from './codeActions.ts';
import { registerCommands } from './commands.ts';
import { registerDiagnostics } from './diagnostics.ts';
import { placeFinder } from './findPlaces.ts';
import { watchImportedFiles } from './importedFiles.ts';
import { watchManifests } from './manifests.ts';
import { registerRequestHovers } from './requestHovers.ts';
import { registerRouteLenses } from './routeLenses.ts';
import { createStatusItem } from './statusItem.ts';
import { registerTestEndpoint } from './testEndpoint.ts';
import { registerUriHandler } from './uriHandler.ts';

/** Registers everything and loads nothing heavy: the linter comes with the first file that speaks of CORS, the probe with the first test. */
export function activate(context: ExtensionContext): void {
  const status = createStatusItem();
  const manifests = watchManifests();
  const imported = watchImportedFiles();
  const testEndpoint = registerTestEndpoint(context, placeFinder(manifests));
  const checker = createChecker(async (document, path) => ({
    versions: await manifests.versionsFor(document),
    resolve: await imported.resolverFor(document, path),
  }));
  context.subscriptions.push(
    status,
    manifests,
    imported,
    registerDiagnostics(checker, [manifests.onDidChange, imported.onDidChange], (document, checked) =>
      status.show(document, checked),
    ),
    registerCodeActions(checker),
    registerUriHandler(context),
    testEndpoint.disposable,
    registerCommands(testEndpoint.openPanel),
    registerRouteLenses(),
    registerRequestHovers(),
  );
}
