import { asciiLowercase } from '../cors/http.ts';

/**
 * The order in which blink::HTTPHeaderMap gives out its headers: that in which Chromium sends them, and names those that a preflight
 * does not allow. The map is a WTF::HashMap, open addressing with triangular probing over 24 bits of rapidhash.
 * In: lower-case names in the order in which they are put in. Source: the description of rapidhash v1; measured on Chromium 156.
 */
export function headerMapOrder(names: readonly string[]): string[] {
  let table = new Table(8);
  for (const name of names) {
    if (table.has(name)) continue;
    table.add(name);
    if (table.size * 2 >= table.capacity) table = table.doubled();
  }
  return table.names();
}

class Table {
  readonly capacity: number;
  size = 0;
  private readonly slots: (string | null)[];

  constructor(capacity: number) {
    this.capacity = capacity;
    this.slots = new Array<string | null>(capacity).fill(null);
  }

  has(name: string): boolean {
    return this.slots[this.slotOf(name)] === name;
  }

  add(name: string): void {
    this.slots[this.slotOf(name)] = name;
    this.size++;
  }

  /** Where the name is, or the free slot where it would be. */
  private slotOf(name: string): number {
    const mask = this.capacity - 1;
    let at = hash24(name) & mask;
    for (let step = 1; this.slots[at] !== null && this.slots[at] !== name; step++) at = (at + step) & mask;
    return at;
  }

  doubled(): Table {
    const larger = new Table(this.capacity * 2);
    for (const name of this.names()) larger.add(name);
    return larger;
  }

  names(): string[] {
    return this.slots.filter((name) => name !== null);
  }
}

/** WTF::StringHasher: the low 24 bits. It makes 0x800000 of 0, which is the same slot in any table smaller than that. */
function hash24(name: string): number {
  return Number(rapidhash(utf16(asciiLowercase(name))) & 0xffffffn);
}

function utf16(text: string): DataView {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  for (let i = 0; i < text.length; i++) view.setUint16(i * 2, text.charCodeAt(i), true);
  return view;
}

const MASK = 0xffffffffffffffffn;
const SEED = 0xbdd89aa982704029n;
const [SECRET0, SECRET1, SECRET2] = [0x2d358dccaa6c78a5n, 0x8bb84b93962eacc9n, 0x4b33a62ed433d4a3n];

/** The low and high half of a 128-bit product, folded. */
function mix(a: bigint, b: bigint): bigint {
  const product = a * b;
  return (product & MASK) ^ (product >> 64n);
}

/** rapidhash v1 of bytes. */
function rapidhash(bytes: DataView): bigint {
  const length = bytes.byteLength;
  const read32 = (at: number): bigint => BigInt(bytes.getUint32(at, true));
  const read64 = (at: number): bigint => bytes.getBigUint64(at, true);
  let seed = SEED ^ mix(SEED ^ SECRET0, SECRET1) ^ BigInt(length);
  let a = 0n;
  let b = 0n;
  if (length > 16) {
    let at = 0;
    let left = length;
    if (left > 48) {
      let [one, two] = [seed, seed];
      for (; left >= 48; left -= 48, at += 48) {
        seed = mix(read64(at) ^ SECRET0, read64(at + 8) ^ seed);
        one = mix(read64(at + 16) ^ SECRET1, read64(at + 24) ^ one);
        two = mix(read64(at + 32) ^ SECRET2, read64(at + 40) ^ two);
      }
      seed ^= one ^ two;
    }
    if (left > 16) {
      seed = mix(read64(at) ^ SECRET2, read64(at + 8) ^ seed ^ SECRET1);
      if (left > 32) seed = mix(read64(at + 16) ^ SECRET2, read64(at + 24) ^ seed);
    }
    a = read64(length - 16);
    b = read64(length - 8);
  } else if (length >= 4) {
    const last = length - 4;
    const delta = (length & 24) >> (length >> 3);
    a = (read32(0) << 32n) | read32(last);
    b = (read32(delta) << 32n) | read32(last - delta);
  } else if (length > 0) {
    a = BigInt(bytes.getUint16(0, true));
  }
  const product = (a ^ SECRET1) * (b ^ seed);
  return mix((product & MASK) ^ SECRET0 ^ BigInt(length), (product >> 64n) ^ SECRET1);
}
