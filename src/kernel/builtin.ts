// A function of Node's own that is replaced for cells and their packages, also for those who import
// it by name.
import { syncBuiltinESMExports } from "node:module";

/** Returns what puts the original back, unless somebody has put another there since. */
export function replaceBuiltin<Key extends string, Value>(
  holder: Record<Key, Value>,
  name: Key,
  value: Value,
): () => void {
  const original = holder[name];
  holder[name] = value;
  syncBuiltinESMExports();
  return () => {
    if (holder[name] !== value) return;
    holder[name] = original;
    syncBuiltinESMExports();
  };
}
