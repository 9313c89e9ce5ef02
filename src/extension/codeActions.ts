import {
  CodeAction,
  CodeActionKind,
  languages,
  WorkspaceEdit,
  type CodeActionContext,
  type CodeActionProvider,
  type Diagnostic,
  type Disposable,
  type Range,
  type Selection,
  type TextDocument,
} from 'vscode';
import type { Finding, TextEdit } from '../rules/types.ts';
import { isLintable, type Checked, type Checker } from './checker.ts';
import { rangeOf, source } from './diagnostic.ts';
import { ignoreEdit, offerOf, safeEdits, type Offer } from './fixes.ts';

const fixAll = CodeActionKind.SourceFixAll.append('preflight');

/** Offers the fixes of what the linter finds at a place, and all safe ones at once. */
export function registerCodeActions(checker: Checker): Disposable {
  return languages.registerCodeActionsProvider({ pattern: '**' }, providerWith(checker), {
    providedCodeActionKinds: [CodeActionKind.QuickFix, fixAll],
  });
}

function providerWith({ check }: Checker): CodeActionProvider {
  return {
    async provideCodeActions(document, range, context, token) {
      if (!isLintable(document)) return [];
      const checked = await check(document);
      // The edits are offsets into the version that was checked: for any other text they would be wrong.
      if (token.isCancellationRequested || document.version !== checked.version) return [];
      return [
        ...quickFixes(document, range, context, checked),
        ...fixAllAction(document, context, checked.findings),
      ];
    },
  };
}

function quickFixes(
  document: TextDocument,
  range: Range | Selection,
  { only, diagnostics }: CodeActionContext,
  { findings, stack }: Checked,
): readonly CodeAction[] {
  if (only && !only.contains(CodeActionKind.QuickFix)) return [];
  return findings
    .filter((finding) => rangeOf(document, finding.range).intersection(range) !== undefined)
    .flatMap((finding) => {
      const own = diagnostics.filter((diagnostic) => isDiagnosticOf(document, finding, diagnostic));
      const ignore = stack === null ? null : ignoreEdit(document.getText(), finding, stack);
      const offers = [
        ...finding.fixes.map(offerOf),
        ignore && { title: `Ignore ${finding.rule} on this line`, preferred: false, edits: [ignore] },
      ];
      return offers.flatMap((offer) => (offer ? [quickFix(document, offer, own)] : []));
    });
}

function quickFix(
  document: TextDocument,
  { title, preferred, edits }: Offer,
  diagnostics: Diagnostic[],
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = editOf(document, edits);
  action.isPreferred = preferred;
  action.diagnostics = diagnostics;
  return action;
}

function fixAllAction(
  document: TextDocument,
  { only }: CodeActionContext,
  findings: readonly Finding[],
): readonly CodeAction[] {
  if (!only?.intersects(fixAll)) return [];
  const edits = safeEdits(findings);
  if (edits.length === 0) return [];
  const action = new CodeAction('Fix all CORS problems that have a safe fix', fixAll);
  action.edit = editOf(document, edits);
  return [action];
}

function isDiagnosticOf(document: TextDocument, finding: Finding, diagnostic: Diagnostic): boolean {
  return (
    diagnostic.source === source &&
    typeof diagnostic.code === 'object' &&
    diagnostic.code.value === finding.rule &&
    diagnostic.range.isEqual(rangeOf(document, finding.range))
  );
}

function editOf(document: TextDocument, edits: readonly TextEdit[]): WorkspaceEdit {
  const edit = new WorkspaceEdit();
  for (const { start, end, text } of edits) {
    edit.replace(document.uri, rangeOf(document, { start, end }), text);
  }
  return edit;
}
