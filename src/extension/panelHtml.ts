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
<div class="field method"><label class="sr-only" for="method">Method</label><select id="method">
<option>GET</option><option>HEAD</option><option>POST</option><option>PUT</option><option>PATCH</option><option>DELETE</option><option>OPTIONS</option><option value="">Other…</option>
</select></div>
<div class="field other" id="other-field" hidden><label class="sr-only" for="other">Other method</label><input id="other" placeholder="PURGE" spellcheck="false" autocomplete="off"></div>
<div class="field url"><label class="sr-only" for="url">URL of the endpoint</label><input id="url" type="text" inputmode="url" placeholder="https://api.example.com/orders" spellcheck="false" autocomplete="off" aria-describedby="hint"></div>
<button type="submit" id="run">Test</button>
<button type="button" id="cancel" class="secondary" hidden>Cancel</button>
</div>
<div class="line">
<div class="field named origin"><label for="origin">Origin of the page</label><input id="origin" type="text" inputmode="url" list="origins" placeholder="http://localhost:3000" spellcheck="false" autocomplete="off"></div>
<datalist id="origins"><option value="http://localhost:3000"></option><option value="http://localhost:5173"></option><option value="http://localhost:4200"></option><option value="http://localhost:8080"></option></datalist>
<div class="field named credentials"><label for="credentials">Credentials</label><select id="credentials">
<option value="omit">omit</option><option value="same-origin">same-origin</option><option value="include">include</option>
</select></div>
</div>
<div class="line folds">
<details id="headers-fold"><summary>Headers <span id="headers-count"></span></summary><div class="field"><label for="headers">Request headers, one on each line; Cookie stands for the browser’s cookies</label><textarea id="headers" rows="2" placeholder="Authorization: Bearer …" spellcheck="false" autocomplete="off"></textarea></div></details>
<details id="body-fold"><summary>Body <span id="body-count"></span></summary><div class="field"><label for="body">Request body</label><textarea id="body" rows="2" spellcheck="false" autocomplete="off"></textarea></div></details>
<p id="hint" class="muted">Takes a URL, a curl command, a fetch() call or a console error.</p>
</div>
</fieldset>
</form>
<main id="result"><div id="verdict" role="status" tabindex="-1"></div><div id="evidence"></div></main>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>
`;
}
