/** The addresses and the nonce that one showing of the page needs. None of it comes from a server or a file. */
export interface PageParts {
  readonly cspSource: string;
  readonly nonce: string;
  readonly script: string;
  readonly style: string;
}

/** The panel's page: constant but for its parts. What is shown in it arrives by message and is drawn as text. */
export function panelHtml({ cspSource, nonce, script, style }: PageParts): string {
  const policy = `default-src 'none'; style-src ${cspSource}; script-src 'nonce-${nonce}'; connect-src 'none'; form-action 'none'; base-uri 'none'`;
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Test CORS endpoint</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<form id="form" aria-label="Request to test" novalidate>
<fieldset id="fields" disabled>
<div class="line">
<div class="field method"><label for="method">Method</label><select id="method">
<option>GET</option><option>HEAD</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option><option>OPTIONS</option><option value="">Other…</option>
</select></div>
<div class="field other" id="other-field" hidden><label for="other">Other method</label><input id="other" spellcheck="false" autocomplete="off"></div>
<div class="field url"><label for="url">URL of the endpoint</label><input id="url" type="text" inputmode="url" placeholder="https://api.example.com/orders" spellcheck="false" autocomplete="off"></div>
</div>
<div class="line">
<div class="field origin"><label for="origin">Origin of the page that calls it</label><input id="origin" type="text" inputmode="url" placeholder="http://localhost:3000" spellcheck="false" autocomplete="off"></div>
<div class="field credentials"><label for="credentials">Cookies (credentials)</label><select id="credentials">
<option value="omit">omit</option><option value="same-origin">same-origin</option><option value="include">include</option>
</select></div>
</div>
<div class="field headers"><label for="headers">Request headers, one on each line</label><textarea id="headers" rows="2" placeholder="Authorization: Bearer …" spellcheck="false" autocomplete="off"></textarea></div>
<div class="actions">
<button type="submit" id="run">Test</button>
<button type="button" id="cancel" class="secondary" hidden>Cancel</button>
<button type="button" id="copy-curl" class="secondary">Copy as curl</button>
<button type="button" id="copy-fetch" class="secondary">Copy as fetch</button>
</div>
</fieldset>
</form>
<main id="result"><div id="verdict" role="status" tabindex="-1"></div><div id="evidence"></div></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
