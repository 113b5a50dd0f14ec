/** Processor time by the length of a text of one kind. */
export interface Curve {
  readonly kind: string;
  readonly points: { readonly length: number; milliseconds: number }[];
}

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 70;
const RIGHT = 130;
const TOP = 36;
const BOTTOM = 50;
/** Least room, in pixels, between the names at the ends of two curves. */
const LINE = 15;
/** Readable on white and on black (contrast of at least 3 to 1 with both). */
const COLOURS = ['#2f81c4', '#c2601c', '#2c9152', '#c0498a', '#8467cf', '#84803a'];

/** The curves on logarithmic axes, as SVG, with a dashed line for linear growth. It takes its ink from light or dark. */
export function lengthPlot(title: string, curves: readonly Curve[]): string {
  const points = curves.flatMap((curve) => curve.points);
  const x = scale(
    points.map(({ length }) => length),
    LEFT,
    WIDTH - RIGHT,
  );
  const y = scale(
    points.map(({ milliseconds }) => milliseconds),
    HEIGHT - BOTTOM,
    TOP,
  );
  const places = labelPlaces(curves.map((curve) => y.at(lastOf(curve).milliseconds)));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" font-family="sans-serif" font-size="12">`,
    `<title>${title}: processor time by length of text, logarithmic axes</title>`,
    '<style>text{fill:#333}.grid{stroke:#8886}@media(prefers-color-scheme:dark){text{fill:#ddd}}</style>',
    `<text x="${LEFT}" y="20" font-size="14">${title}: milliseconds of processor time</text>`,
    `<text x="${(LEFT + WIDTH - RIGHT) / 2}" y="${HEIGHT - 10}" text-anchor="middle">characters (dashed: linear growth)</text>`,
    ...x.ticks.map((value) => tick(x.at(value), HEIGHT - BOTTOM, x.at(value), TOP, value)),
    ...y.ticks.map((value) => tick(LEFT, y.at(value), WIDTH - RIGHT, y.at(value), value)),
    linearGrowth(x, y),
    ...curves.map((curve, i) => drawn(curve, x, y, places[i] ?? 0, COLOURS[i % COLOURS.length] ?? '#888')),
    '</svg>\n',
  ].join('\n');
}

interface Scale {
  at(value: number): number;
  readonly ticks: readonly number[];
  readonly low: number;
  readonly high: number;
}

/** A logarithmic scale from one pixel to another, whose ends are powers of ten. */
function scale(values: readonly number[], from: number, to: number): Scale {
  const low = Math.floor(Math.log10(Math.max(0.1, Math.min(...values))));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(...values))));
  return {
    at: (value) => from + ((Math.log10(Math.max(0.1, value)) - low) / (high - low)) * (to - from),
    ticks: Array.from({ length: high - low + 1 }, (_, i) => 10 ** (low + i)),
    low: 10 ** low,
    high: 10 ** high,
  };
}

function tick(x1: number, y1: number, x2: number, y2: number, value: number): string {
  const isBelow = x1 === x2;
  const at = isBelow
    ? `x="${px(x1)}" y="${px(y1 + 18)}" text-anchor="middle"`
    : `x="${px(x1 - 8)}" y="${px(y1 + 4)}" text-anchor="end"`;
  return `<path class="grid" d="M${px(x1)} ${px(y1)}L${px(x2)} ${px(y2)}"/><text ${at}>${value.toLocaleString('en')}</text>`;
}

/** From the lower left, one decade up for each to the right. */
function linearGrowth(x: Scale, y: Scale): string {
  const times = Math.min(x.high / x.low, y.high / y.low);
  const line = `M${px(x.at(x.low))} ${px(y.at(y.low))}L${px(x.at(x.low * times))} ${px(y.at(y.low * times))}`;
  return `<path d="${line}" fill="none" stroke="#888" stroke-dasharray="4 4"/>`;
}

function drawn(curve: Curve, x: Scale, y: Scale, labelY: number, colour: string): string {
  const { kind, points } = curve;
  const line = points
    .map(({ length, milliseconds }) => `${px(x.at(length))} ${px(y.at(milliseconds))}`)
    .join('L');
  const end = x.at(lastOf(curve).length);
  return `<path d="M${line}" fill="none" stroke="${colour}" stroke-width="2"/><text x="${px(end + 8)}" y="${px(labelY + 4)}" style="fill:${colour}">${kind}</text>`;
}

/** Where the names go so that none lies on another: near their curves' ends, pushed down where two are close. */
function labelPlaces(ends: readonly number[]): number[] {
  const places = [...ends];
  let least = 0;
  for (const [i, end] of [...ends.entries()].sort(([, a], [, b]) => a - b)) {
    places[i] = Math.max(end, least);
    least = Math.max(end, least) + LINE;
  }
  return places;
}

function lastOf({ points }: Curve): { length: number; milliseconds: number } {
  return points.at(-1) ?? { length: 1, milliseconds: 0 };
}

function px(value: number): string {
  return value.toFixed(1);
}
