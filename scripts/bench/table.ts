import type { Figure, Spread } from './statistics.ts';

/** Ratios first: they are what survives a change of machine. */
export function rows(figures: readonly Figure[]): Record<string, string>[] {
  return figures.map(({ figure, unit, element, bare, ratio }) => ({
    figure,
    ratio: Number.isNaN(ratio) ? '–' : ratio.toFixed(2),
    element: cell(element),
    bare: cell(bare),
    unit,
  }));
}

function cell({ median, min, max }: Spread): string {
  return min === max ? short(median) : `${short(median)} (${short(min)}–${short(max)})`;
}

/** Three significant digits at least; bytes and milliseconds whole. */
function short(value: number): string {
  return value.toFixed(Math.abs(value) < 10 && !Number.isInteger(value) ? 2 : 0);
}

/** A plain table, as wide as what is in it. */
export function table(lines: readonly Record<string, string>[]): string {
  const names = Object.keys(lines[0] ?? {});
  const width = (name: string) => Math.max(name.length, ...lines.map((line) => line[name]?.length ?? 0));
  const row = (cellOf: (name: string) => string) =>
    names
      .map((name) => cellOf(name).padEnd(width(name)))
      .join('  ')
      .trimEnd();
  return [
    row((name) => name),
    row((name) => '─'.repeat(width(name))),
    ...lines.map((line) => row((name) => line[name] ?? '')),
  ].join('\n');
}
