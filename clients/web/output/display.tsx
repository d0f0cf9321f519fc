// A value in the best of its forms; another one, where there are several, if that is asked for.
import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { DisplayItem } from "../../shared/output-list.ts";
import { Html, Markdown } from "./html.tsx";
import { findFiles, findTypes, isJson, isPicture } from "./mime.ts";
import { plainOf } from "./rows.ts";
import { drawText } from "./text.tsx";
import { nodeOfJson, Rest, Tree } from "./tree.tsx";

interface DisplayProps {
  item: DisplayItem;
  /** Of the item: a page with signals draws nothing again whose props are the same. */
  revision: number;
}

export function Display({ item }: DisplayProps): JSX.Element {
  const { data, metadata } = item;
  const types = findTypes(data);
  const [chosen, choose] = useState("");
  const type = types.includes(chosen) ? chosen : types[0]!;
  const ref = metadata["ref"];
  const length = metadata["length"];
  return (
    <div class="out-display">
      {types.length > 1 && <Forms types={types} type={type} onChoose={choose} />}
      {/* A value whose text is all there is has it in rows of its own. */}
      {types.length > 1 && <Form type={type} data={data} metadata={metadata} />}
      {findFiles(data).map((each) => (
        <File key={each} type={each} content={String(data[each])} />
      ))}
      {typeof ref === "string" && <Rest of={ref} {...(typeof length === "number" && { length })} />}
    </div>
  );
}

interface FormsProps {
  types: string[];
  type: string;
  onChoose: (type: string) => void;
}

const Forms = ({ types, type, onChoose }: FormsProps): JSX.Element => (
  <select
    class="out-forms"
    aria-label="Show this value as"
    value={type}
    onChange={(event) => onChoose(event.currentTarget.value)}
  >
    {types.map((each) => (
      <option key={each} value={each}>
        {each}
      </option>
    ))}
  </select>
);

interface FormProps {
  type: string;
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

function Form({ type, data, metadata }: FormProps): JSX.Element {
  const content = data[type];
  if (type === "text/plain") return <div class="out-text">{drawText(plainOf(data))}</div>;
  if (type === "text/html") return <Html html={String(content)} />;
  if (type === "text/markdown") return <Markdown text={String(content)} />;
  if (type === "text/latex") return <code class="out-latex">{String(content)}</code>;
  if (type === "image/svg+xml")
    return (
      <Picture
        url={`data:image/svg+xml,${encodeURIComponent(String(content))}`}
        {...{ data, metadata, type }}
      />
    );
  if (isPicture(type))
    return <Picture url={`data:${type};base64,${String(content)}`} {...{ data, metadata, type }} />;
  if (isJson(type)) return <Tree node={nodeOfJson(content)} />;
  return <div class="out-text">{String(content)}</div>;
}

/** Also an SVG: as a picture it runs no scripts, and loads nothing. */
function Picture({ url, data, metadata, type }: FormProps & { url: string }): JSX.Element {
  const own = metadata[type];
  const size = (typeof own === "object" && own !== null ? own : metadata) as Record<
    string,
    unknown
  >;
  const width = typeof size["width"] === "number" ? size["width"] : undefined;
  const height = typeof size["height"] === "number" ? size["height"] : undefined;
  const alt = typeof size["alt"] === "string" ? size["alt"] : plainOf(data) || "a picture";
  return (
    <img class="out-picture" src={url} alt={alt.slice(0, 200)} width={width} height={height} />
  );
}

const File = ({ type, content }: { type: string; content: string }): JSX.Element => (
  <a
    class="out-file"
    download={`output.${type.split(/[/+]/)[1] ?? "bin"}`}
    href={`data:${type};base64,${content}`}
  >
    Save {type}
  </a>
);
