/** What the page gets to do: one request. */
export interface Job {
  readonly id: string;
  readonly url: string;
  readonly initiator: string;
  /** Run it in a sandboxed frame, whose origin is opaque. */
  readonly opaque: boolean;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly credentials: string;
  readonly mode: string;
  readonly redirect: string;
  readonly body: boolean;
  readonly uploadListener: boolean;
  readonly targetAddressSpace: string | undefined;
}

export interface JobResult {
  readonly id: string;
  /** Response.type, `xhr`, or null when it was rejected. */
  readonly type: string | null;
  /** Names of the headers that the script sees. */
  readonly headers: readonly string[];
  readonly error: string;
}

/** Printed to the console after the lines of a case. */
export const marker = 'oracle-done';

const runner = `
function element(name, attributes, crossOrigin, end) {
  const node = document.createElement(name);
  node.crossOrigin = crossOrigin;
  node.onload = node.onloadedmetadata = () => end(name);
  node.onerror = () => end(null);
  Object.assign(node, attributes);
  (document.body ?? document.head).append(node);
  return node;
}
const elements = {
  img: (src, crossOrigin, end) => element('img', { src }, crossOrigin, end),
  script: (src, crossOrigin, end) => element('script', { src }, crossOrigin, end),
  link: (href, crossOrigin, end) => element('link', { href, rel: 'stylesheet' }, crossOrigin, end),
  video: (src, crossOrigin, end) => element('video', { src, preload: 'auto' }, crossOrigin, end),
  audio: (src, crossOrigin, end) => element('audio', { src, preload: 'auto' }, crossOrigin, end),
  track: (src, crossOrigin, end) => {
    const video = element('video', {}, crossOrigin, () => {});
    const track = document.createElement('track');
    track.onload = () => end('track');
    track.onerror = () => end(null);
    Object.assign(track, { src, kind: 'subtitles', default: true });
    video.append(track);
    track.track.mode = 'showing';
  },
  font: (src, _crossOrigin, end) => new FontFace('probe', 'url(' + src + ')').load().then(() => end('font'), () => end(null)),
};
async function run(job) {
  const done = (type, headers, error) => ({ id: job.id, type, headers, error: String(error) });
  const body = job.body ? new Uint8Array([120]) : undefined;
  let result;
  try {
    if (elements[job.initiator]) {
      result = await new Promise((resolve) => {
        const crossOrigin = job.credentials === 'include' ? 'use-credentials' : 'anonymous';
        elements[job.initiator](job.url, crossOrigin, (type) => resolve(done(type, [], '')));
      });
    } else if (job.initiator === 'xmlhttprequest') {
      result = await new Promise((resolve) => {
        const xhr = new XMLHttpRequest();
        xhr.open(job.method, job.url);
        for (const [name, value] of job.headers) xhr.setRequestHeader(name, value);
        xhr.withCredentials = job.credentials === 'include';
        if (job.uploadListener) xhr.upload.onprogress = () => {};
        xhr.onload = () => {
          const names = xhr.getAllResponseHeaders().split('\\r\\n').filter(Boolean).map((line) => line.split(':')[0]);
          resolve(done('xhr', [...new Set(names)], ''));
        };
        xhr.onerror = () => resolve(done(null, [], 'error'));
        xhr.send(body);
      });
    } else {
      const { method, headers, credentials, mode, redirect, targetAddressSpace } = job;
      const response = await fetch(job.url, { method, headers, credentials, mode, redirect, body, targetAddressSpace });
      result = done(response.type, [...new Set(response.headers.keys())], '');
    }
  } catch (error) {
    result = done(null, [], error);
  }
  console.log('${marker} ' + job.id);
  return result;
}
`;

const sandboxed = `<script>${runner}
addEventListener('message', async (event) => {
  parent.postMessage(await run(event.data), '*');
});
parent.postMessage('ready', '*');
</script>`;

/** Asks its server for jobs, runs them, and posts the results, until it is closed. */
export const page = `<!doctype html><title>oracle</title><link rel="icon" href="data:,"><script>${runner}
const waiting = new Map();
const frame = document.createElement('iframe');
frame.sandbox = 'allow-scripts';
frame.srcdoc = ${JSON.stringify(sandboxed).replaceAll('</', '<\\/')};
addEventListener('message', (event) => {
  if (event.data === 'ready') return work();
  waiting.get(event.data.id)(event.data);
});
function start(job) {
  if (!job.opaque) return run(job);
  return new Promise((resolve) => {
    waiting.set(job.id, resolve);
    frame.contentWindow.postMessage(job, '*');
  });
}
async function work() {
  for (;;) {
    const { jobs, parallel } = await (await fetch('/work')).json();
    const results = [];
    const queue = [...jobs];
    await Promise.all(Array.from({ length: parallel }, async () => {
      for (let job = queue.shift(); job; job = queue.shift()) results.push(await start(job));
    }));
    await fetch('/results', { method: 'POST', body: JSON.stringify(results) });
  }
}
addEventListener('load', () => document.body.append(frame));
</script><body>`;
