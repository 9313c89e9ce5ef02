/**
 * The ports that an application says it listens on: `app.listen(4000)`, `const PORT = process.env.PORT || 4000`,
 * `uvicorn.run(app, port=8000)`. Read by their looks, in source order: a hint, nothing more.
 */
export function portsIn(text: string): readonly number[] {
  const found = new Set<number>();
  for (const pattern of patterns) {
    for (const [, digits] of text.matchAll(pattern)) {
      const port = Number(digits);
      if (port > 0 && port < 65_536) found.add(port);
    }
  }
  return [...found];
}

const patterns: readonly RegExp[] = [
  /\.listen\(\s*(?:\{[^{}]*\bport\s*:\s*)?(\d{2,5})\b/g,
  /\bport\b\s*(?::\s*\w+\s*)?=\s*(?:[^;\n]*?(?:\|\||\?\?)\s*)?["']?(\d{2,5})\b/gi,
  /\buvicorn\.run\([^)]*?\bport\s*=\s*(\d{2,5})\b/g,
];
