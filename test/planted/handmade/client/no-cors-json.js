async function getRates() {
  const response = await fetch('https://rates.example.com/latest', { mode: 'no-cors' }); // planted: client-no-cors-mode
  const data = await response.json();
  document.querySelector('#rate').textContent = data.rate;
}

getRates();
