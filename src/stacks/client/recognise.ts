const extension = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const noCors = /['"`]no-cors['"`]/;
const answerHeader = /access-control-(?:allow|expose|max)-/i;
const asks = /\bfetch\s*\(|\bnew Request\s*\(|\baxios\b|\bajax\s*\(|setRequestHeader|\bHttpHeaders\b|\bky\b/;

/** Whether the file may hold calls of a page that go wrong with CORS. Cheap: words in its text, no parsing. */
export function recognise(path: string, text: string): boolean {
  if (!extension.test(path) || /\.d\.[cm]?ts$/i.test(path)) return false;
  return noCors.test(text) || (answerHeader.test(text) && asks.test(text));
}
