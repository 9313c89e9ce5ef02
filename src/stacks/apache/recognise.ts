const ownNames =
  /(?:^|\/)(?:[^/]*\.htaccess|htaccess|httpd(?:-[\w.-]+)?\.conf|apache2?\.conf|[^/]+\.vhost)$/i;
const confFile = /\.conf$/i;
const siteFile = /(?:^|\/)(?:sites|conf|mods)-(?:available|enabled)\/[^/]+$/i;
const apacheFolder = /(?:^|\/)(?:apache2?|httpd)\//i;

/** Tags and directives that stand at the start of a line in Apache's files and in no other server's. */
const apacheWords =
  /^[ \t]*(?:<(?:VirtualHost|Directory|DirectoryMatch|Location|LocationMatch|IfModule|IfDefine|Files|FilesMatch|If)\b|(?:Header|SetEnvIf|SetEnvIfNoCase|RewriteEngine|LoadModule|DocumentRoot|ServerName|ProxyPass)[ \t])/im;

/**
 * Whether this stack should read the file: by its name and folder, and by words in its text.
 * Cheap (no parsing), so that a file without any sign of CORS costs one scan of its text.
 */
export function recognise(path: string, text: string): boolean {
  const byName = ownNames.test(path);
  if (!byName && !confFile.test(path) && !siteFile.test(path) && !apacheFolder.test(path)) return false;
  if (!/access-control-/i.test(text)) return false;
  return byName || apacheWords.test(text);
}

/** Whether the file holds for the folder that it stands in. */
export function isHtaccess(path: string): boolean {
  return /(?:^|\/)[^/]*htaccess[^/]*$/i.test(path);
}
