const trusted = ['https://teal-example.com'];

export function isTrusted(origin: string): boolean {
  return trusted.some((one) => one === origin) || origin.startsWith('https://preview.teal');
}
