const extension = /\.(?:[cm]?[jt]s|[jt]sx)$/i;
const words =
  /access-control-|['"]cors['"]|enableCors|\bNestFactory\b|\bcors\s*:|['"]\.\.?\/[^'"\n]{0,80}cors/i;

/**
 * Whether this stack should read the file: by its name and folder, and by words in its text.
 * Cheap (no parsing), so that a file without any sign of CORS costs one scan of its text.
 */
export function recognise(path: string, text: string): boolean {
  return extension.test(path) && !/\.d\.[cm]?ts$/i.test(path) && words.test(text);
}
