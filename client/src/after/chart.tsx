/** The values of an indicator over time: a small picture, and the same in words. */

import { t } from "../words.ts";

interface Reading {
  readonly days: number;
  readonly reading: string;
}

const WIDTH = 120;
const HEIGHT = 40;
const EDGE = 4;

export function Chart({ name, readings }: { name: string; readings: readonly Reading[] }) {
  const points = readings.map(({ days, reading }) => ({ days, value: Number(reading.replace(",", ".").replace(/[^\d.-]/g, "")) })).filter(({ value }) => Number.isFinite(value));
  if (points.length < 2) return null;
  const said = points.map(({ days, value }) => t("after {days} days: {value}", { days, value })).join("; ");
  const across = scale(points.map((point) => point.days), EDGE, WIDTH - EDGE);
  const up = scale(points.map((point) => point.value), HEIGHT - EDGE, EDGE);
  const line = points.map(({ days, value }) => `${across(days)},${up(value)}`).join(" ");
  return (
    <svg class="chart" role="img" aria-label={`${name}: ${said}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT}>
      <polyline points={line} fill="none" stroke="currentColor" stroke-width="2" />
      {points.map(({ days, value }) => (
        <circle key={days} cx={across(days)} cy={up(value)} r="3" fill="currentColor" />
      ))}
    </svg>
  );
}

function scale(values: readonly number[], from: number, to: number): (value: number) => number {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return (value) => (most === least ? (from + to) / 2 : from + ((value - least) / (most - least)) * (to - from));
}
