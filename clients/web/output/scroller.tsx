// Rows one below the other, in a box that scrolls. It stays at the end while it is there and text
// comes. A frame that has been drawn stays: to be drawn again it would run its scripts again.
import {
  Virtualizer,
  defaultRangeExtractor,
  elementScroll,
  observeElementOffset,
  observeElementRect,
  type Range,
} from "@tanstack/virtual-core";
import type { JSX } from "preact";
import { useLayoutEffect, useReducer, useRef, useState } from "preact/hooks";
import { RowView } from "./row.tsx";
import type { Rows } from "./rows.ts";

export interface RowsProps {
  rows: Rows;
  revision: number;
  label: string;
  isWrapped: boolean;
  isTall: boolean;
}

/** So near to its end, in pixels, a box counts as being there. */
const nearEnd = 24;
const overscan = 2;

export function FlowingRows({ rows, revision, label, isTall }: RowsProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = box.current!;
    if (isAtEnd.current && endsWithText(rows)) element.scrollTop = element.scrollHeight;
  }, [revision, isTall]);
  const onScroll = (): void => {
    const { scrollTop, scrollHeight, clientHeight } = box.current!;
    isAtEnd.current = scrollHeight - scrollTop - clientHeight <= nearEnd;
  };
  return (
    <div
      class="out-box"
      ref={box}
      onScroll={onScroll}
      role="region"
      aria-label={label}
      tabIndex={0}
    >
      {Array.from(rows, (row) => (
        <RowView key={row.key} row={row} />
      ))}
    </div>
  );
}

const endsWithText = (rows: Rows): boolean => rows.at(rows.count - 1).item.type === "text";

export function VirtualRows({ rows, label, isWrapped }: RowsProps): JSX.Element {
  const box = useRef<HTMLDivElement>(null);
  const { virtualizer, lineHeight } = useVirtualRows(rows, box, isWrapped);
  return (
    <div
      class="out-box out-long"
      ref={box}
      role="region"
      aria-label={label}
      tabIndex={0}
      onKeyDown={(event) => {
        // The browser's own way there is measured by heights that are not known yet.
        if (event.key === "Home") virtualizer.scrollToOffset(0);
        else if (event.key === "End") virtualizer.scrollToEnd();
        else return;
        event.preventDefault();
      }}
    >
      <div class="out-sizer" style={{ height: `${virtualizer.getTotalSize()}px` }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <div
            key={key}
            ref={virtualizer.measureElement}
            data-index={index}
            class="out-placed"
            style={{ transform: `translateY(${start}px)`, minHeight: `${lineHeight}px` }}
          >
            <RowView row={rows.at(index)} />
          </div>
        ))}
      </div>
    </div>
  );
}

type Box = { current: HTMLDivElement | null };

function useVirtualRows(
  rows: Rows,
  box: Box,
  isWrapped: boolean,
): { virtualizer: Virtualizer<HTMLDivElement, HTMLDivElement>; lineHeight: number } {
  const [, redraw] = useReducer((count: number) => count + 1, 0);
  const { lineHeight, columns: fitting } = useLetters(box);
  const columns = isWrapped ? fitting : Infinity;
  const frames = useRef(new Set<string>());
  const held = useRef<Virtualizer<HTMLDivElement, HTMLDivElement>>(undefined);
  const options = {
    count: rows.count,
    getScrollElement: () => box.current,
    estimateSize: (index: number) => rows.linesAt(index, columns) * lineHeight,
    getItemKey: (index: number) => rows.at(index).key,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    overscan,
    rangeExtractor: (range: Range) => addFrames(defaultRangeExtractor(range), rows, frames.current),
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: nearEnd,
    onChange: () => redraw(undefined),
  } as const;
  const virtualizer = (held.current ??= new Virtualizer(options));
  virtualizer.setOptions(options);
  useLayoutEffect(() => virtualizer._didMount(), [virtualizer]);
  useLayoutEffect(() => virtualizer._willUpdate());
  useLayoutEffect(() => virtualizer.measure(), [columns, lineHeight]);
  return { virtualizer, lineHeight };
}

interface Letters {
  lineHeight: number;
  /** How many fit into a line. */
  columns: number;
}

/** What a line holds, measured again when the box becomes wider or narrower. */
function useLetters(box: Box): Letters {
  const [letters, setLetters] = useState<Letters>({ lineHeight: 20, columns: Infinity });
  useLayoutEffect(() => {
    const element = box.current!;
    const probe = document.createElement("div");
    probe.className = "out-row out-block out-probe";
    probe.textContent = "x".repeat(100);
    const measure = (): void => {
      element.append(probe);
      const { paddingLeft, paddingRight, borderLeftWidth, lineHeight } = getComputedStyle(probe);
      const sides = [paddingLeft, paddingRight, borderLeftWidth].map(parseFloat);
      const around = sides.reduce((sum, side) => sum + side, 0);
      const letter = (probe.offsetWidth - around) / 100;
      probe.remove();
      const columns = Math.max(1, Math.floor((element.clientWidth - around) / letter));
      setLetters({ lineHeight: parseFloat(lineHeight), columns });
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return letters;
}

/** So many frames stay; of more, those that were drawn first go. */
const mostFrames = 20;

function addFrames(indexes: number[], rows: Rows, frames: Set<string>): number[] {
  for (const index of indexes) {
    const { key, item, type } = rows.at(index);
    if (type === "item" && item.type === "display" && "text/html" in item.data) frames.add(key);
  }
  for (const key of frames) if (frames.size > mostFrames) frames.delete(key);
  const kept = Array.from(frames, (key) => rows.indexOf(key)).filter((at) => at !== undefined);
  return [...new Set([...indexes, ...kept])].toSorted((one, other) => one - other);
}
