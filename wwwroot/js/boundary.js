// Wheel, keys and clicks of the chart of sends and receives. Turns of the wheel are gathered while the server answers.

import { answerTo } from './answers.js';

const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown'];

export function attach(chart, dotnet) {
  const abort = new AbortController();
  const { signal } = abort;
  let turns = 0;
  let at = 0.5;
  let telling = false;

  async function tell(...call) {
    try {
      await answerTo(dotnet.invokeMethodAsync(...call));
    } catch {
      // The connection is down.
    }
  }

  async function zoom() {
    if (telling) return;
    telling = true;
    while (turns !== 0 && !signal.aborted) {
      const gathered = turns;
      turns = 0;
      await tell('Wheel', gathered, at);
    }
    telling = false;
  }

  chart.addEventListener('wheel', (event) => {
    // With Ctrl it is the browser's zoom.
    if (event.ctrlKey) return;
    event.preventDefault();
    const box = chart.querySelector('[data-lane]').getBoundingClientRect();
    at = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
    turns += Math.max(-3, Math.min(3, (event.deltaY || event.deltaX) / (event.deltaMode === 0 ? 100 : 3)));
    zoom();
  }, { signal, passive: false });

  chart.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !keys.includes(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
    tell('Press', event.key);
  }, { signal });

  chart.addEventListener('click', (event) => {
    const bar = event.target.closest('[data-index]');
    if (bar) tell('Select', bar.closest('[data-lane]').dataset.lane, Number(bar.dataset.index));
  }, { signal });

  return {
    detach() {
      abort.abort();
    },
  };
}
