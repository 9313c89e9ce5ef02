(function () {
  var button = document.getElementById('load');

  function load(url, done) {
    var xhr = new XMLHttpRequest();
    xhr.open('GET', url, true);
    xhr.setRequestHeader('Access-Control-Allow-Origin', '*'); // planted: client-sends-acao
    xhr.onload = function () {
      done(JSON.parse(xhr.responseText));
    };
    xhr.onerror = function () {
      done(null);
    };
    xhr.send();
  }

  button.addEventListener('click', function () {
    load('https://api.example.com/items', function (items) {
      console.log(items);
    });
  });
})();
