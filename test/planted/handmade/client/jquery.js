$(function () {
  $('#refresh').on('click', function () {
    $.ajax({
      url: 'https://api.example.com/stock',
      type: 'GET',
      dataType: 'json',
      headers: {
        'Access-Control-Allow-Origin': '*', // planted: client-sends-acao
      },
      success: function (data) {
        $('#stock').text(data.count);
      },
    });
  });
});
