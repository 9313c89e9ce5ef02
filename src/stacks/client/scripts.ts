const script = /<script\b([^>]*)>([^]*?)<\/script\s*>/gi;

/** What a component of Vue or Svelte holds in its `<script>` blocks, where it stands in the file: the rest becomes blanks. */
export function scriptsIn(text: string): { readonly text: string; readonly isTyped: boolean } {
  let kept = '';
  let isTyped = false;
  for (const match of text.matchAll(script)) {
    const [whole, attributes = '', code = ''] = match;
    const start = match.index + whole.indexOf('>', 7 + attributes.length) + 1;
    kept += blank(text.slice(kept.length, start)) + code;
    isTyped ||= /\blang\s*=\s*["']?tsx?\b/.test(attributes);
  }
  return { text: kept + blank(text.slice(kept.length)), isTyped };
}

function blank(text: string): string {
  return text.replace(/[^\n]/g, ' ');
}
