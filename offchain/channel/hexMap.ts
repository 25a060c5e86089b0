/**
 * A persistent map for keys that are hashes in hexadecimal: `set` and `remove` return a new map and share the rest, so that a
 * step can return its state without copying ten thousand channels. All keys of one map have the same length.
 */
export interface HexMap<V> {
  readonly size: number;
  readonly top: Slot<V>;
}

interface Entry<V> {
  readonly key: string;
  readonly value: V;
}

type Slot<V> = null | Entry<V> | readonly Slot<V>[];

const isEntry = <V>(slot: Slot<V>): slot is Entry<V> => slot !== null && !Array.isArray(slot);
const digit = (key: string, depth: number): number => {
  const code = key.charCodeAt(2 + depth);
  return (code >= 97 ? code - 87 : code - 48) & 15;
};

/** A map without entries. */
export const emptyMap: HexMap<never> = { size: 0, top: null };

/** @example get(set(emptyMap, "0xab", 1), "0xab") // 1 */
export function get<V>(map: HexMap<V>, key: string): V | undefined {
  let slot = map.top;
  for (let depth = 0; slot !== null; depth++) {
    if (isEntry(slot)) return slot.key === key ? slot.value : undefined;
    slot = slot[digit(key, depth)] ?? null;
  }
  return undefined;
}

function put<V>(slot: Slot<V>, entry: Entry<V>, depth: number): Slot<V> {
  if (slot === null) return entry;
  if (isEntry(slot)) {
    if (slot.key === entry.key) return entry;
    if (depth > entry.key.length) throw new RangeError(`keys of one map have one length: ${entry.key}`);
    return put(put(new Array<Slot<V>>(16).fill(null), slot, depth), entry, depth);
  }
  const copy = slot.slice();
  const at = digit(entry.key, depth);
  copy[at] = put(copy[at] ?? null, entry, depth + 1);
  return copy;
}

/** The map with `key` set to `value`. */
export function set<V>(map: HexMap<V>, key: string, value: V): HexMap<V> {
  const known = get(map, key);
  if (known === value) return map;
  return { size: known === undefined ? map.size + 1 : map.size, top: put(map.top, { key, value }, 0) };
}

function drop<V>(slot: Slot<V>, key: string, depth: number): Slot<V> {
  if (slot === null || isEntry(slot)) return isEntry(slot) && slot.key === key ? null : slot;
  const copy = slot.slice();
  const at = digit(key, depth);
  copy[at] = drop(copy[at] ?? null, key, depth + 1);
  return copy.every((inner) => inner === null) ? null : copy;
}

/** The map without `key`. */
export function remove<V>(map: HexMap<V>, key: string): HexMap<V> {
  return get(map, key) === undefined ? map : { size: map.size - 1, top: drop(map.top, key, 0) };
}

/** All entries, in an order that depends on the keys alone. */
export function entries<V>(map: HexMap<V>): (readonly [string, V])[] {
  const found: (readonly [string, V])[] = [];
  const visit = (slot: Slot<V>): void => {
    if (slot === null) return;
    if (isEntry(slot)) found.push([slot.key, slot.value]);
    else for (const inner of slot) visit(inner);
  };
  visit(map.top);
  return found;
}

/** The entries that are new or other in `after`, and the keys that are gone; shared parts are skipped. */
export function changed<V>(
  before: HexMap<V>,
  after: HexMap<V>,
): { readonly set: (readonly [string, V])[]; readonly gone: string[] } {
  const found: { set: (readonly [string, V])[]; gone: string[] } = { set: [], gone: [] };
  const visit = (a: Slot<V>, b: Slot<V>): void => {
    if (a === b) return;
    if (a !== null && b !== null && !isEntry(a) && !isEntry(b)) {
      for (let i = 0; i < 16; i++) visit(a[i] ?? null, b[i] ?? null);
      return;
    }
    const old = new Map(entries({ size: 0, top: a }));
    for (const [key, value] of entries({ size: 0, top: b })) {
      if (old.get(key) !== value) found.set.push([key, value]);
      old.delete(key);
    }
    found.gone.push(...old.keys());
  };
  visit(before.top, after.top);
  return found;
}
