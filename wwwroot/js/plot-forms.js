// How each form of a plot is drawn. A form makes uPlot's options and table of the server's data, says what stands at a place, and which
// part of the axis a choice means.
import uPlot from '../lib/uplot/uPlot.esm.js';

const colour = (name, alpha = 1) => {
  const value = getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
  return alpha === 1 ? value : `color-mix(in srgb, ${value} ${alpha * 100}%, transparent)`;
};
const font = () => `11px ${getComputedStyle(document.body).fontFamily}`;
const pad = number => String(number).padStart(2, '0');
const clock = (seconds, withSeconds = true) => {
  const time = new Date(seconds * 1000);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}${withSeconds ? `:${pad(time.getSeconds())}` : ''}`;
};
const decimal = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });

/** A number that is short enough for an axis. */
function short(value, unit) {
  if (value === 0) return '0';
  const size = Math.abs(value);
  const [by, letter] = size >= 1e9 ? [1e9, 'G'] : size >= 1e6 ? [1e6, 'M'] : size >= 1e3 ? [1e3, 'k'] : [1, ''];
  return `${decimal.format(value / by)}${letter}${unit}`;
}

const write = (value, unit) => value === null || value === undefined ? '–'
  : unit === 'B/s' ? `${short(value, 'B/s')}` : `${decimal.format(value)}${unit ? ` ${unit}` : ''}`;

const axis = more => ({
  stroke: () => colour('dim'),
  grid: { stroke: () => colour('line'), width: 1 },
  ticks: { show: false },
  font: font(),
  size: 22,
  ...more,
});

const valueAxis = unit => axis({ size: 52, values: (_, splits) => splits.map(value => short(value, unit === 'B/s' ? 'B' : '')) });

const timeAxis = current => axis({
  space: 64,
  values: (_, splits) => splits.map(value => clock(value, current().to - current().from <= 600)),
});

const timeScale = current => ({ time: true, range: () => [current().from, current().to] });
const zeroScale = { range: (_, __, most) => [0, most > 0 ? most * 1.08 : 1] };

const times = data => data.lines[0].values.map((_, index) => data.start + index * data.step);

/** A bar over its whole length: what is chosen is whole spans. */
const timePart = (data, from, to) => [
  data.start + Math.floor((from - data.start) / data.step) * data.step,
  data.start + (Math.floor((to - data.start) / data.step) + 1) * data.step,
];

/** What happened near a place, in few words. */
function marksAt(data, x, plot) {
  const near = plot.posToVal(6, 'x') - plot.posToVal(0, 'x');
  const seen = (data.marks ?? []).filter(mark => Math.abs(mark.time - x) <= near);
  return seen.length === 0 ? '' : `; ${seen.slice(-2).map(mark => mark.text).join(', ')}${seen.length > 2 ? ` and ${seen.length - 2} more` : ''}`;
}

function drawMarks(plot, data) {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.lineWidth = devicePixelRatio;
  ctx.setLineDash([4 * devicePixelRatio, 3 * devicePixelRatio]);
  // Where there are many, lines would hide what they stand in: then only trouble has one.
  const crowded = (data.marks?.length ?? 0) > 16;
  for (const mark of data.marks ?? []) {
    const x = Math.round(plot.valToPos(mark.time, 'x', true));
    if (x < bbox.left || x > bbox.left + bbox.width) continue;
    ctx.strokeStyle = ctx.fillStyle = colour(mark.colour);
    if (!crowded || mark.colour === 'bad') {
      ctx.beginPath();
      ctx.moveTo(x, bbox.top);
      ctx.lineTo(x, bbox.top + bbox.height);
      ctx.stroke();
    }
    ctx.fillRect(x - 2 * devicePixelRatio, bbox.top, 4 * devicePixelRatio, 4 * devicePixelRatio);
  }
  ctx.restore();
}

const rates = {
  table: data => [times(data), ...data.lines.map(line => line.values)],
  options: (data, current) => ({
    scales: { x: timeScale(current), y: zeroScale },
    axes: [timeAxis(current), valueAxis(data.unit)],
    series: [{}, ...data.lines.map(line => ({
      stroke: () => colour(line.colour),
      fill: () => colour(line.colour, 0.18),
      width: 1.5,
      points: { show: false },
      paths: uPlot.paths.stepped({ align: 1 }),
    }))],
    plugins: [{ hooks: { draw: plot => drawMarks(plot, current()) } }],
  }),
  isOther: (before, data) => before.unit !== data.unit,
  part: timePart,
  text: (data, index, x, plot) => index >= data.lines[0].values.length ? ''
    : `${clock(data.start + index * data.step)}  ${data.lines.map(line => `${line.label} ${write(line.values[index], data.unit)}`).join(', ')}${marksAt(data, x, plot)}`,
};

const range = {
  table: data => [times(data), ...data.lines.map(line => line.values)],
  options: (data, current) => ({
    scales: { x: timeScale(current), y: {} },
    axes: [timeAxis(current), valueAxis('')],
    series: [{}, ...data.lines.map((line, index) => ({
      stroke: () => colour(line.colour, index === 1 ? 1 : 0.35),
      width: index === 1 ? 1.5 : 1,
      spanGaps: true,
      points: { show: index === 1, size: 4, fill: () => colour(line.colour) },
    }))],
    bands: [{ series: [3, 1], fill: () => colour(data.lines[0].colour, 0.18) }],
  }),
  part: timePart,
  text: (data, index) => data.lines[1].values[index] === null || index >= data.lines[1].values.length ? ''
    : `${clock(data.start + index * data.step)}  mean ${write(data.lines[1].values[index])}, ${write(data.lines[0].values[index])} to ${write(data.lines[2].values[index])}`,
};

const bars = {
  table: data => [data.labels.map((_, index) => index), ...data.lines.map(line => line.values)],
  options: (data, current) => ({
    scales: { x: { time: false, range: () => [-0.6, current().labels.length - 0.4] }, y: zeroScale },
    axes: [
      axis({ grid: { show: false }, space: 44, splits: plot => plot.data[0], values: (_, splits) => thin(current().labels, splits) }),
      valueAxis(''),
    ],
    series: [{}, ...data.lines.map((line, index) => ({
      stroke: () => colour(line.colour),
      fill: () => colour(line.colour, 0.6),
      width: 1,
      points: { show: false },
      paths: uPlot.paths.bars({ size: [0.8 / data.lines.length, 48], align: data.lines.length === 1 ? 0 : index === 0 ? -1 : 1 }),
    }))],
  }),
  isOther: (before, data) => before.lines.length !== data.lines.length,
  part: (_, from, to) => [Math.round(from), Math.round(to)],
  text: (data, index) => index >= data.labels.length ? ''
    : `${data.labels[index]}: ${data.lines.map(line => `${line.label} ${write(line.values[index] ?? 0)}`).join(', ')}`,
};

/** Labels, as many as have room. */
function thin(labels, splits) {
  const every = Math.ceil(labels.length / 8);
  return splits.map(index => index % every === 0 ? labels[index] ?? '' : '');
}

const timeline = {
  table: data => [data.stretches.map(one => one.from), data.stretches.map(one => one.lane)],
  options: (data, current) => ({
    scales: { x: timeScale(current), y: { range: () => [-0.5, Math.max(3, ...current().stretches.map(one => one.lane + 1)) - 0.5] } },
    axes: [timeAxis(current), axis({ show: false })],
    series: [{}, { stroke: () => 'transparent', points: { show: false } }],
    plugins: [{ hooks: { draw: plot => drawStretches(plot, current()) } }],
  }),
  part: (_, from, to) => [from, to],
  text: (data, index, x, plot, y) => (y === null ? data.stretches[index] : stretchAt(data, plot, x, y))?.text ?? '',
  linkAt: (data, plot, event) => {
    const box = plot.over.getBoundingClientRect();
    return stretchAt(data, plot, plot.posToVal(event.clientX - box.left, 'x'), event.clientY - box.top)?.link;
  },
};

function stretchAt(data, plot, x, y) {
  const lane = Math.round(plot.posToVal(y, 'y'));
  const near = plot.posToVal(4, 'x') - plot.posToVal(0, 'x');
  return data.stretches.findLast(one => one.lane === lane && x >= one.from - near && x <= one.to + near);
}

function drawStretches(plot, data) {
  const { ctx, bbox } = plot;
  const lane = Math.abs(plot.valToPos(1, 'y', true) - plot.valToPos(0, 'y', true));
  const height = Math.max(2, Math.min(lane * 0.7, 16 * devicePixelRatio));
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  for (const one of data.stretches) {
    const from = plot.valToPos(one.from, 'x', true);
    const width = Math.max(2 * devicePixelRatio, plot.valToPos(one.to, 'x', true) - from);
    ctx.fillStyle = colour(one.colour);
    ctx.fillRect(from, plot.valToPos(one.lane, 'y', true) - height / 2, width, height);
  }
  ctx.restore();
}

export const forms = { Rates: rates, Range: range, Bars: bars, Timeline: timeline };
