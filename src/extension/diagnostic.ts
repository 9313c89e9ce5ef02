import {
  Diagnostic,
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Range,
  type TextDocument,
} from 'vscode';
import type { Finding, Range as Offsets, Severity } from '../rules/types.ts';
import { rulePageLink } from './uriHandler.ts';

export const source = 'Preflight';

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

export function rangeOf(document: TextDocument, { start, end }: Offsets): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

/** A finding in the editor's words. */
export function diagnosticOf(document: TextDocument, finding: Finding): Diagnostic {
  const diagnostic = new Diagnostic(
    rangeOf(document, finding.range),
    finding.message,
    severities[finding.severity],
  );
  diagnostic.source = source;
  diagnostic.code = { value: finding.rule, target: rulePageLink(finding.rule) };
  diagnostic.relatedInformation = finding.related.map(
    ({ range, message }) =>
      new DiagnosticRelatedInformation(new Location(document.uri, rangeOf(document, range)), message),
  );
  return diagnostic;
}
