/**
 * Directives that a line can begin with. Used only to find the way back after damaged text, so that what is left out here is
 * read all the same in text that is whole. Source: the directive index of nginx.org and of the headers-more module.
 */
export const knownDirectives: ReadonlySet<string> = new Set(
  `absolute_redirect access_by_lua_block access_log add_header add_header_inherit add_trailer aio alias allow auth_basic
  auth_basic_user_file auth_request auth_request_set autoindex break charset client_body_buffer_size client_max_body_size
  content_by_lua_block default_type deny directio disable_symlinks error_log error_page etag events expires fastcgi_buffers
  fastcgi_hide_header fastcgi_index fastcgi_intercept_errors fastcgi_param fastcgi_pass fastcgi_split_path_info geo grpc_pass
  grpc_set_header gzip gzip_types gzip_vary http http2 if ignore_invalid_headers include index internal keepalive_timeout
  large_client_header_buffers limit_conn limit_except limit_rate limit_req limit_req_zone listen location log_format
  log_not_found map map_hash_bucket_size more_clear_headers more_set_headers pid proxy_buffering proxy_cache proxy_cache_path
  proxy_cache_valid proxy_connect_timeout proxy_hide_header proxy_http_version proxy_ignore_headers proxy_intercept_errors
  proxy_pass proxy_pass_header proxy_read_timeout proxy_redirect proxy_send_timeout proxy_set_header proxy_ssl_server_name
  real_ip_header recursive_error_pages resolver return rewrite root satisfy sendfile server server_name server_tokens set
  set_real_ip_from split_clients ssl_certificate ssl_certificate_key ssl_ciphers ssl_prefer_server_ciphers ssl_protocols
  ssl_session_cache stream sub_filter tcp_nodelay tcp_nopush try_files types upstream user uwsgi_param uwsgi_pass valid_referers
  worker_connections worker_processes`.split(/\s+/),
);

/** Directives with a block that are never an argument, and by whose indentation a lost `}` shows. */
export const knownBlocks: ReadonlySet<string> = new Set([
  'events',
  'geo',
  'http',
  'location',
  'map',
  'server',
  'stream',
  'types',
  'upstream',
]);
