import { commands, env, Uri, window, workspace, type Disposable, type ExtensionContext } from 'vscode';
import { extensionId, rulePageOf, rulePath } from './rulePages.ts';

/** The link on a diagnostic's code: opens the rule's page of the installed version, also offline. */
export function rulePageLink(rule: string): Uri {
  return Uri.from({ scheme: env.uriScheme, authority: extensionId, path: rulePath(rule) });
}

/** Opens the packaged page that a link names as a Markdown preview. */
export function registerUriHandler({ extensionUri }: ExtensionContext): Disposable {
  return window.registerUriHandler({
    async handleUri({ path }) {
      const page = rulePageOf(path);
      if (page === null || !(await exists(Uri.joinPath(extensionUri, page)))) {
        await window.showErrorMessage(
          `Preflight has no page at ${path}. The list of rules is in the extension's README.`,
        );
        return;
      }
      await commands.executeCommand('markdown.showPreview', Uri.joinPath(extensionUri, page));
    },
  });
}

async function exists(file: Uri): Promise<boolean> {
  try {
    await workspace.fs.stat(file);
    return true;
  } catch {
    return false;
  }
}
