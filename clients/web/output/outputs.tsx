// What a cell has put out, drawn: `<Outputs items={list.items} revision={list.revision} />`. A
// short list stands as it is; of a long one only what is in view is drawn.
import type { JSX } from "preact";
import { useMemo, useRef, useState } from "preact/hooks";
import type { Item } from "../../shared/output-list.ts";
import { Surroundings, type OutputSurroundings } from "./context.ts";
import { copyOf, Rows } from "./rows.ts";
import { FlowingRows, VirtualRows } from "./scroller.tsx";

export interface OutputsProps extends Partial<OutputSurroundings> {
  items: readonly Item[];
  /** Of the list: another one says that the items may be others. */
  revision: number;
  /** Names the region for readers of screens, such as `Output of In [3]`. */
  label?: string;
}

/** Up to here all rows are in the page. */
const mostFlowing = { rows: 200, lines: 1000 };
/** Wrapped or not is for all of a long output, and nobody wants a bar over a single line. */
const fewLines = 4;
/** With more lines of text, it scrolls in a box. */
const mostUnboxed = 40;

export function Outputs({
  items,
  revision,
  label = "Output",
  expand,
  onPlace,
  frameUrl = "./frame.html",
}: OutputsProps): JSX.Element | null {
  const rows = useMemo(() => new Rows(items), [items, revision]);
  const surroundings = useSurroundings({ expand, onPlace, frameUrl });
  const [isWrapped, setWrapped] = useState(true);
  const [isCollapsed, setCollapsed] = useState(false);
  const [isTall, setTall] = useState(false);
  if (rows.count === 0) return null;
  const isLong = rows.count > mostFlowing.rows || rows.lines > mostFlowing.lines;
  const view = { rows, revision, label, isWrapped, isTall };
  const isBoxed = rows.lines > mostUnboxed && !isTall;
  const classes = ["out", isWrapped && "out-wrapped", isBoxed && "out-boxed", isTall && "out-tall"];
  return (
    <Surroundings.Provider value={surroundings}>
      <div class={classes.filter(Boolean).join(" ")}>
        <div class="out-tools" role="group" aria-label={`${label}: view`}>
          <Copy items={items} />
          {rows.lines > fewLines && (
            <>
              <Switch isOn={isWrapped} onSwitch={setWrapped} text="Wrap" />
              <Switch isOn={isTall} onSwitch={setTall} text="Tall" />
            </>
          )}
          <Switch isOn={isCollapsed} onSwitch={setCollapsed} text="Fold" />
        </div>
        {isCollapsed && (
          <button type="button" class="out-more" onClick={() => setCollapsed(false)}>
            {describe(rows)} folded away
          </button>
        )}
        {!isCollapsed && (isLong ? <VirtualRows {...view} /> : <FlowingRows {...view} />)}
      </div>
    </Surroundings.Provider>
  );
}

/** The same for as long as it can be: another one has all that is in view drawn anew. */
function useSurroundings(given: {
  expand: OutputSurroundings["expand"];
  onPlace: OutputSurroundings["onPlace"];
  frameUrl: string;
}): OutputSurroundings {
  const latest = useRef(given);
  latest.current = given;
  const [hasExpand, hasPlaces, { frameUrl }] = [!!given.expand, !!given.onPlace, given];
  return useMemo(
    () => ({
      frameUrl,
      ...(hasExpand && { expand: (ref, options) => latest.current.expand!(ref, options) }),
      ...(hasPlaces && { onPlace: (place) => latest.current.onPlace!(place) }),
    }),
    [hasExpand, hasPlaces, frameUrl],
  );
}

function describe({ lines, count }: Rows): string {
  if (lines === 0) return `${count} ${count === 1 ? "output" : "outputs"}`;
  return `${lines.toLocaleString("en")} ${lines === 1 ? "line" : "lines"}`;
}

interface SwitchProps {
  isOn: boolean;
  onSwitch: (isOn: boolean) => void;
  text: string;
}

const Switch = ({ isOn, onSwitch, text }: SwitchProps): JSX.Element => (
  <button type="button" class="out-tool" aria-pressed={isOn} onClick={() => onSwitch(!isOn)}>
    {text}
  </button>
);

const toldMs = 1500;

function Copy({ items }: { items: readonly Item[] }): JSX.Element {
  const [told, setTold] = useState("");
  const timer = useRef(0);
  const copy = async (): Promise<void> => {
    let word = "Copied";
    try {
      await navigator.clipboard.writeText(copyOf(items));
    } catch {
      // Without a secure origin there is no clipboard, and the user may forbid it.
      word = "Not allowed";
    }
    setTold(word);
    clearTimeout(timer.current);
    timer.current = window.setTimeout(() => setTold(""), toldMs);
  };
  return (
    <button type="button" class="out-tool" onClick={() => void copy()}>
      <span aria-live="polite">{told || "Copy"}</span>
    </button>
  );
}
