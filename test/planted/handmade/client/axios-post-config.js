const axios = require('axios');

const config = {
  headers: {
    Authorization: 'Bearer ' + window.localStorage.getItem('token'),
    'Access-Control-Allow-Origin': '*', // planted: client-sends-acao
    'Access-Control-Allow-Methods': 'GET,PUT,POST,DELETE,PATCH,OPTIONS', // planted: client-sends-acao
  },
};

async function saveOrder(order) {
  try {
    const { data } = await axios.post('https://api.example.com/orders', order, config);
    return data;
  } catch (error) {
    console.error(error.message);
    return null;
  }
}

module.exports = { saveOrder };
