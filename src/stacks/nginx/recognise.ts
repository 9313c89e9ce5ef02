/** nginx.conf and its like, whatever the folder. */
const byName = /(?:^|\/)(?:nginx[^/]*\.conf(?:\.[a-z]+)?|[^/]+\.nginx)$/i;
/** Site files often carry a domain for a name, so every file in these folders counts. */
const bySiteFolder = /(?:^|\/)sites-(?:available|enabled)\/[^/]+$/;
const byEnding = /\.(?:conf|inc|template)$/i;

const apacheSection = /^[ \t]*<\/?(?:VirtualHost|Directory|Location|IfModule|Files(?:Match)?|Limit|If)\b/im;
const apacheHeader =
  /^[ \t]*Header[ \t]+(?:always[ \t]+|onsuccess[ \t]+)?(?:set|add|append|merge|unset)[ \t]/im;

/**
 * Whether this stack should read the file: by its name and folder, and by words in its text.
 * Cheap (no parsing), so that a file without any sign of CORS costs one scan of its text.
 */
export function recognise(path: string, text: string): boolean {
  if (!byName.test(path) && !bySiteFolder.test(path) && !byEnding.test(path)) return false;
  if (!/access-control-/i.test(text) || !/\badd_header\s/.test(text)) return false;
  return !apacheSection.test(text) && !apacheHeader.test(text);
}
