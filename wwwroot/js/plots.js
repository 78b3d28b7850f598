// Draws one plot with uPlot, out of what the server says in `data-plot`; keeps it up with changes, sizes and themes; chooses a part of it
// by dragging, or by Shift and the arrow keys. As a slider it says to a screen reader what stands at the cursor.
import uPlot from '../lib/uplot/uPlot.esm.js';
import { forms } from './plot-forms.js';

export function attach(chart, dotnet) {
  const readout = chart.nextElementSibling;
  const abort = new AbortController();
  const { signal } = abort;
  let plot = null;
  let data = null;
  let form = null;
  let at = null;
  let anchor = null;

  const width = () => Math.max(120, chart.clientWidth);

  function read() {
    data = JSON.parse(chart.dataset.plot);
    form = forms[data.form];
  }

  function draw() {
    read();
    plot?.destroy();
    plot = new uPlot({
      width: width(),
      height: chart.clientHeight,
      legend: { show: false },
      padding: [8, 18, 0, 0],
      cursor: { y: false, points: { show: data.form !== 'Bars' && data.form !== 'Timeline' }, drag: { x: true, y: false, setScale: false } },
      hooks: {
        setCursor: [self => {
          if (self.cursor.idx !== null && self.cursor.left >= 0) tell(self.cursor.idx, self.posToVal(self.cursor.left, 'x'), self.cursor.top);
        }],
        setSelect: [self => {
          if (self.select.width < 4) return;
          const from = self.posToVal(self.select.left, 'x');
          const to = self.posToVal(self.select.left + self.select.width, 'x');
          self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          choose(from, to);
        }],
      },
      ...form.options(data, () => data),
    }, form.table(data), chart);
    chart.ariaValueMax = String(Math.max(0, plot.data[0].length - 1));
    // What the keyboard's cursor stood on may be gone.
    if (Math.max(at, anchor) >= plot.data[0].length) clear();
  }

  function update() {
    const before = data;
    read();
    if (!plot || before.form !== data.form || form.isOther?.(before, data)) {
      draw();
      return;
    }
    plot.setData(form.table(data));
    chart.ariaValueMax = String(Math.max(0, plot.data[0].length - 1));
  }

  function tell(index, x, y) {
    const text = form.text(data, index, x, plot, y);
    readout.textContent = text;
    chart.ariaValueNow = String(index);
    chart.ariaValueText = text || chart.dataset.label;
  }

  function choose(from, to) {
    const [first, last] = form.part(data, from, to);
    dotnet.invokeMethodAsync('Selected', first, last);
  }

  // The keyboard's cursor: an index into the values.
  function moveTo(index, extends_) {
    const most = plot.data[0].length - 1;
    if (most < 0) return;
    const before = at ?? most;
    at = Math.min(Math.max(index, 0), most);
    anchor = extends_ ? anchor ?? before : null;
    const left = i => plot.valToPos(plot.data[0][i], 'x');
    plot.setCursor({ left: left(at), top: plot.over.clientHeight / 2 }, false);
    tell(at, plot.data[0][at], null);
    const [first, last] = anchor === null ? [at, at] : [Math.min(at, anchor), Math.max(at, anchor)];
    plot.setSelect({ left: left(first), top: 0, width: Math.max(0, left(last) - left(first)), height: plot.over.clientHeight }, false);
  }

  function clear() {
    [at, anchor] = [null, null];
    readout.textContent = '';
    plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
    plot.setCursor({ left: -10, top: -10 }, false);
  }

  chart.addEventListener('keydown', event => {
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return;
    const now = at ?? plot.data[0].length - 1;
    const to = {
      ArrowLeft: now - 1, ArrowDown: now - 1, ArrowRight: now + 1, ArrowUp: now + 1,
      PageUp: now + 10, PageDown: now - 10, Home: 0, End: plot.data[0].length - 1,
    }[event.key];
    if (to !== undefined) moveTo(to, event.shiftKey);
    else if (event.key === 'Enter' && at !== null) {
      const [first, last] = anchor === null ? [at, at] : [Math.min(at, anchor), Math.max(at, anchor)];
      choose(plot.data[0][first], plot.data[0][last]);
    } else if (event.key === 'Escape' && at !== null) clear();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal });

  chart.addEventListener('click', event => {
    const link = plot && form.linkAt?.(data, plot, event);
    if (link) dotnet.invokeMethodAsync('Opened', link);
  }, { signal });
  chart.addEventListener('pointerleave', () => { if (at === null) readout.textContent = ''; }, { signal });
  chart.addEventListener('blur', () => { if (plot) clear(); }, { signal });

  const changes = new MutationObserver(update);
  changes.observe(chart, { attributes: true, attributeFilter: ['data-plot'] });
  const themes = new MutationObserver(() => plot?.redraw());
  themes.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  const sizes = new ResizeObserver(() => plot?.setSize({ width: width(), height: chart.clientHeight }));
  sizes.observe(chart);
  draw();

  return {
    detach() {
      abort.abort();
      changes.disconnect();
      themes.disconnect();
      sizes.disconnect();
      plot?.destroy();
    },
  };
}
