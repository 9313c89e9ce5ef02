export function ping(url) {
  // Nothing of the answer is needed.
  return fetch(url, { mode: 'no-cors', method: 'POST', body: 'seen' }).then(
    () => true,
    () => false,
  );
}
