// An error with its stack. Each place in it can be followed.
import type { JSX } from "preact";
import { useContext, useState } from "preact/hooks";
import type { CellError, Frame } from "../../../protocol/shapes.ts";
import { Surroundings, type Place } from "./context.ts";
import { drawText } from "./text.tsx";

/** Longer stacks are shown in part at first. */
const mostLines = 40;

export function Failure({ error }: { error: CellError }): JSX.Element {
  const { onPlace } = useContext(Surroundings);
  const [isWhole, setWhole] = useState(false);
  const text = error.stack || `${error.name}: ${error.message}`;
  const lines = text.split("\n");
  const hidden = isWhole ? 0 : Math.max(0, lines.length - mostLines);
  const shown = hidden > 0 ? lines.slice(0, mostLines).join("\n") : text;
  const follow = onPlace && ((place: Place) => onPlace(findFrame(error, place) ?? place));
  return (
    <div class="out-error">
      {drawText(shown, follow)}
      {hidden > 0 && (
        <button type="button" class="out-more" onClick={() => setWhole(true)}>
          {hidden} more lines
        </button>
      )}
    </div>
  );
}

/** The frame of this place, which knows the cell's id, in the error or in what has caused it. */
function findFrame(error: CellError, place: Place): Frame | undefined {
  const isThere = (frame: Frame): boolean =>
    frame.executionCount === place.executionCount &&
    frame.line === place.line &&
    frame.column === place.column;
  const inner = [error.cause, ...(error.errors ?? [])] as (CellError | undefined)[];
  return (
    error.frames.find(isThere) ??
    inner.flatMap((each) => (each?.frames ? [findFrame(each, place)] : [])).find(Boolean)
  );
}
