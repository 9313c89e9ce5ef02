export interface StatusText {
  readonly text: string;
  readonly detail: string;
}

/** What the status entry says of one document. */
export function statusText({
  stack,
  findings,
}: {
  readonly stack: string | null;
  readonly findings: readonly unknown[];
}): StatusText {
  if (stack === null)
    return { text: 'Nothing to check here', detail: 'No CORS policy was found in this file' };
  if (findings.length === 0) return { text: '$(check) No findings', detail: 'CORS policy checked' };
  const text = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  return { text, detail: 'in the CORS policy of this file' };
}
