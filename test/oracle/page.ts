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
async function run(job) {
  const done = (type, headers, error) => ({ id: job.id, type, headers, error: String(error) });
  const body = job.body ? new Uint8Array([120]) : undefined;
  let result;
  try {
    if (job.initiator === 'xmlhttprequest') {
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
      const { method, headers, credentials, mode, redirect } = job;
      const response = await fetch(job.url, { method, headers, credentials, mode, redirect, body });
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
