import { routes } from './routes.mjs';

const api = await (await fetch('/api-origin')).json();
const template = document.querySelector('template');
document.querySelector('#api').textContent = api;

for (const { path, title, init, console: says } of routes) {
  const section = template.content.cloneNode(true).firstElementChild;
  const url = api + path;
  section.querySelector('h2').textContent = title;
  section.querySelector('.call').textContent = callOf(url, init);
  section.querySelector('button').addEventListener('click', () => call(section, url, init, says));
  document.body.append(section);
}

async function call(section, url, init, says) {
  const result = section.querySelector('.result');
  const line = section.querySelector('.console');
  result.textContent = 'Calling…';
  try {
    const response = await fetch(url, init);
    result.textContent = `The page got ${response.status}: ${await response.text()}`;
    line.textContent = '';
  } catch (error) {
    result.textContent = `The page got nothing (${error}). A page never learns why; Chromium's console says:`;
    line.textContent = `Access to fetch at '${url}' from origin '${location.origin}' has been blocked by CORS policy: ${says}`;
  }
}

function callOf(url, init) {
  return Object.keys(init).length === 0 ? `fetch('${url}')` : `fetch('${url}', ${JSON.stringify(init)})`;
}
