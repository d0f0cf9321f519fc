const overhead = 64;

/**
 * About how many bytes a JSON value holds on to: its text counts in full, its structure by rule of
 * thumb.
 */
export const weigh = (value: unknown): number => {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = overhead;
  const fields = value as Record<string, unknown>;
  for (const key of Object.keys(fields)) bytes += key.length + weigh(fields[key]);
  return bytes;
};
