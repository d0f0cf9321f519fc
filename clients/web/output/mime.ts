// Which of the forms of a value is drawn: the richest one that this page can draw.

const pictures = ["png", "jpeg", "gif", "webp", "avif", "bmp"].map((name) => `image/${name}`);

const order: readonly string[] = [
  "text/html",
  "image/svg+xml",
  ...pictures,
  "text/markdown",
  "text/latex",
  "application/json",
];

export const isPicture = (type: string): boolean => pictures.includes(type);

export const isJson = (type: string): boolean =>
  /[/+]json$/.test(type) || type.startsWith("application/vnd.vega");

/** What can be drawn of these, the best first; text is always the last. */
export function findTypes(data: Readonly<Record<string, unknown>>): string[] {
  const known = order.filter((type) => data[type] !== undefined);
  const others = Object.keys(data).filter((type) => isJson(type) && !known.includes(type));
  return [...known, ...others, "text/plain"];
}

export const chooseType = (data: Readonly<Record<string, unknown>>): string => findTypes(data)[0]!;

/** Those that this page can only hand on, as files. */
export const findFiles = (data: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(data).filter(
    (type) =>
      !type.startsWith("text/") &&
      !type.startsWith("application/vnd.code.") &&
      !findTypes(data).includes(type) &&
      typeof data[type] === "string",
  );
