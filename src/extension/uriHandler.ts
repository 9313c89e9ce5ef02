import { commands, Disposable, env, Uri, window, type ExtensionContext } from 'vscode';
import { registerRulePageFiles } from './rulePageFiles.ts';
import { extensionId, pagePath, pageScheme, ruleOfLink, rulePath } from './rulePages.ts';

/** The link on a diagnostic's code: opens the rule's page of the installed version, also offline. */
export function rulePageLink(rule: string): Uri {
  return Uri.from({ scheme: env.uriScheme, authority: extensionId, path: rulePath(rule) });
}

/** Opens the packaged page that a link names as a Markdown preview. */
export function registerUriHandler({ extensionUri }: ExtensionContext): Disposable {
  const pages = registerRulePageFiles(extensionUri);
  const handler = window.registerUriHandler({
    async handleUri({ path }) {
      const rule = ruleOfLink(path);
      if (rule === null || !(await pages.has(rule))) {
        await window.showErrorMessage(
          `Preflight has no page at ${path}. The list of rules is in the extension's README.`,
        );
        return;
      }
      await commands.executeCommand(
        'markdown.showPreview',
        Uri.from({ scheme: pageScheme, path: pagePath(rule) }),
      );
    },
  });
  return Disposable.from(pages.disposable, handler);
}
