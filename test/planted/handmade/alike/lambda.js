exports.handler = async (event) => {
  const body = JSON.stringify({ path: event.path });
  return {
    statusCode: 200,
    headers: {
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Headers': 'Content-Type',
    },
    body,
  };
};
