const extension = /\.(?:[cm]?[jt]s|[jt]sx|vue|svelte)$/i;
const noCors = /\bmode['"]?\s*:\s*['"`]no-cors['"`]/;
const named = String.raw`['"\`]access-control-(?:allow|expose|max)-[\w-]+['"\`]`;
const setByCall = new RegExp(
  `setRequestHeader\\(\\s*${named}|\\.defaults\\.headers[\\w.]{0,40}\\[\\s*${named}`,
  'i',
);
/** Such as a server writes as well, beside calls of its own. */
const set = new RegExp(
  `${named}\\s*:|\\.(?:set|append)\\(\\s*${named}|\\.headers\\[\\s*${named}\\s*\\]\\s*=(?!=)`,
  'i',
);
const asks = /\bfetch\s*\(|\bnew (?:Request|Headers)\b|\baxios\b|\bajax\s*\(|\bHttpHeaders\b|\bky\b/;

/** Whether the file may hold calls of a page that go wrong with CORS. Cheap: words in its text, no parsing. */
export function recognise(path: string, text: string): boolean {
  if (!extension.test(path) || /\.d\.[cm]?ts$/i.test(path)) return false;
  if (text.includes('no-cors') && noCors.test(text)) return true;
  // In capital letters or small ones; far cheaper to look for than the whole word.
  if (!text.includes('ontrol-')) return false;
  return setByCall.test(text) || (set.test(text) && asks.test(text));
}

/** Whether the file holds its code in `<script>` blocks. */
export function isComponent(path: string): boolean {
  return /\.(?:vue|svelte)$/i.test(path);
}
