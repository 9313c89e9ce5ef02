export function download(url) {
  return fetch(url, { mode: 'no-cors' }) // planted: client-no-cors-mode
    .then(function (response) {
      return response.blob();
    })
    .then(function (blob) {
      return URL.createObjectURL(blob);
    });
}
