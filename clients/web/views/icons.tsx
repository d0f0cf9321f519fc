// The page's few pictures, drawn in the colour of the text around them.
import type { VNode } from "preact";

const paths = {
  run: "M7 5l11 7-11 7z",
  runAll: "M4 5l8 7-8 7zM13 5l8 7-8 7z",
  stop: "M7 7h10v10H7z",
  restart: "M18.4 8A7.5 7.5 0 1 0 19.5 12h-2.1a5.4 5.4 0 1 1-1-3.2L13.6 11.500H20V5z",
  up: "M12 6l7 8h-4.500v4h-5v-4H5z",
  down: "M12 18l-7-8h4.500V6h5v4H19z",
  remove: "M6 8h12l-1 12H7zM9.500 4h5l1 2H19v1.500H5V6h3.500z",
  plus: "M11 5h2v6h6v2h-6v6h-2v-6H5v-2h6z",
  list: "M4 6h16v2H4zM4 11h16v2H4zM4 16h16v2H4z",
} as const;

export type IconName = keyof typeof paths;

export const Icon = ({ name }: { name: IconName }): VNode => (
  <svg class="icon" viewBox="0 0 24 24" width="16" height="16" aria-hidden="true">
    <path d={paths[name]} fill="currentColor" />
  </svg>
);
