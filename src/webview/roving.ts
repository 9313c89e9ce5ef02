/** The entry to which a key leads from entry `at` of `count`, round about; null for a key that does not lead anywhere. */
export function neighbour(
  key: string,
  [back, forth]: readonly [string, string],
  at: number,
  count: number,
): number | null {
  switch (key) {
    case forth:
      return (at + 1) % count;
    case back:
      return (at + count - 1) % count;
    case 'Home':
      return 0;
    case 'End':
      return count - 1;
    default:
      return null;
  }
}
