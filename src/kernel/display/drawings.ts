// What libraries that draw make: canvases, elements of whatever document they were given, and
// specifications that a client draws.

/** A canvas. */
export function formatDrawing(value: unknown): unknown {
  const draw = memberOf(value, "toDataURL");
  if (typeof draw !== "function") return undefined;
  const drawn: unknown = Reflect.apply(draw, value, []);
  if (typeof drawn === "string") return readDataUrl(drawn);
  return Promise.resolve(drawn).then((url) => readDataUrl(String(url)));
}

function readDataUrl(url: string): object {
  const [, type, encoding = "", content] = /^data:([^;,]+)((?:;[^;,]*)*),(.*)$/s.exec(url) ?? [];
  if (type === undefined || content === undefined) throw new TypeError("it gave no data: URL");
  const isText = type === "image/svg+xml" || type.startsWith("text/");
  const isBase64 = encoding.endsWith(";base64");
  if (isText)
    return { [type]: isBase64 ? Buffer.from(content, "base64").toString() : decode(content) };
  return { [type]: isBase64 ? content : Buffer.from(decode(content), "latin1").toString("base64") };
}

const decode = (content: string): string =>
  Buffer.from(
    content.replace(/%([\da-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    "latin1",
  ).toString();

export function formatElement(value: unknown): object | undefined {
  const html = memberOf(value, "outerHTML");
  if (typeof html !== "string") return undefined;
  if (!/^\s*<svg\b/i.test(html)) return { "text/html": html };
  return { "image/svg+xml": withNamespace(html) };
}

/** By itself, outside of a page, an SVG is only one with its namespace. */
export const withNamespace = (svg: string): string =>
  /^[^>]*\bxmlns\s*=/.test(svg.slice(svg.search(/<svg\b/i)))
    ? svg
    : svg.replace(/<svg\b/i, '<svg xmlns="http://www.w3.org/2000/svg"');

const schema = /\/schema\/(vega(?:-lite)?)\/v(\d+)/;

/** Vega, Vega-Lite, or what a library says of its own by `$schema`. */
export function formatSpec(value: unknown): unknown {
  const toSpec = memberOf(value, "toSpec");
  if (typeof toSpec !== "function") return undefined;
  const made: unknown = Reflect.apply(toSpec, value, []);
  if (typeof made !== "object" || made === null) throw new TypeError("it gave no object");
  const asBundle = (spec: object): object => ({ [typeOfSpec(spec)]: spec });
  const isPromise = typeof (made as { then?: unknown }).then === "function";
  return isPromise ? Promise.resolve(made).then(asBundle) : asBundle(made);
}

function typeOfSpec(spec: object): string {
  const { $schema } = spec as { $schema?: unknown };
  const [, name, version] = schema.exec(String($schema)) ?? [];
  if (name === undefined) return "application/vnd.vega.v5+json";
  return `application/vnd.${name.replace("-", "")}.v${version}+json`;
}

const memberOf = (value: unknown, name: string): unknown =>
  (typeof value === "object" && value !== null) || typeof value === "function"
    ? Reflect.get(value, name)
    : undefined;
