// How a terminal's colours are drawn on a page that may be light or dark: as they were meant, but
// always with enough contrast to be read, as terminals themselves can be told to do.
import type { Color, Style } from "../../shared/ansi.ts";

type Rgb = readonly [red: number, green: number, blue: number];

/** The grounds that text may stand on, at their worst, and its own colours there. */
const themes = {
  light: { ground: [246, 246, 249], text: [31, 35, 40], dim: [87, 96, 106] },
  dark: { ground: [36, 36, 45], text: [230, 237, 243], dim: [158, 167, 177] },
} as const satisfies Record<string, Record<string, Rgb>>;

type Theme = keyof typeof themes;

const base: readonly Rgb[] = [
  [0, 0, 0],
  [205, 49, 49],
  [13, 133, 70],
  [160, 120, 0],
  [36, 114, 200],
  [170, 55, 170],
  [10, 130, 160],
  [229, 229, 229],
  [102, 102, 102],
  [241, 76, 76],
  [35, 180, 100],
  [220, 190, 40],
  [59, 142, 234],
  [214, 112, 214],
  [41, 184, 219],
  [255, 255, 255],
];

const black: Rgb = [0, 0, 0];
const white: Rgb = [255, 255, 255];
/** Of WCAG 2, for text of a usual size. */
const enough = 4.5;

export interface Look {
  color?: string;
  background?: string;
}

/** The CSS values of a style's colours; nothing where they are those of the page. */
export function lookOf(style: Style): Look {
  if (style.color === undefined && style.background === undefined && !style.inverse && !style.dim)
    return {};
  const light = paint(style, "light");
  const dark = paint(style, "dark");
  const background =
    light.background && dark.background && write(light.background, dark.background);
  return { color: write(light.color, dark.color), ...(background && { background }) };
}

function paint(style: Style, theme: Theme): { color: Rgb; background?: Rgb } {
  const { ground, text, dim } = themes[theme];
  const ink = style.color === undefined ? undefined : rgbOf(style.color);
  const paper = style.background === undefined ? undefined : rgbOf(style.background);
  if (style.inverse) {
    const background = ink ?? text;
    return { color: readable(paper ?? ground, background), background };
  }
  if (paper) return { color: readable(ink ?? text, paper), background: paper };
  return { color: ink ? readable(ink, ground) : style.dim ? dim : text };
}

const write = (light: Rgb, dark: Rgb): string =>
  `light-dark(rgb(${light.join(" ")}), rgb(${dark.join(" ")}))`;

function rgbOf(color: Color): Rgb {
  if (typeof color === "string") {
    const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
    return [red!, green!, blue!];
  }
  if (color < 16) return base[color]!;
  if (color >= 232) return [0, 0, 0].map(() => 8 + (color - 232) * 10) as unknown as Rgb;
  const cube = color - 16;
  const parts = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6];
  return parts.map((part) => (part === 0 ? 0 : 55 + part * 40)) as unknown as Rgb;
}

/** The colour itself, or as little towards black or white as makes it readable. */
export function readable(ink: Rgb, paper: Rgb): Rgb {
  if (contrast(ink, paper) >= enough) return ink;
  const end = contrast(black, paper) > contrast(white, paper) ? black : white;
  for (let part = 0.1; part < 1; part += 0.1) {
    const mixed = ink.map((value, at) => Math.round(value + (end[at]! - value) * part));
    if (contrast(mixed as unknown as Rgb, paper) >= enough) return mixed as unknown as Rgb;
  }
  return end;
}

export function contrast(one: Rgb, other: Rgb): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

function luminance(rgb: Rgb): number {
  const [red, green, blue] = rgb.map((value) => {
    const part = value / 255;
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
