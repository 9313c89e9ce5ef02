/**
 * Whether this stack should read the file: a Python file that names Starlette's CORS middleware.
 * Cheap (no parsing), so that a file without any sign of CORS costs one scan of its text.
 */
export function recognise(path: string, text: string): boolean {
  return /\.pyw?$/i.test(path) && text.includes('CORSMiddleware');
}
