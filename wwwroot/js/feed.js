// Scrolling of the feed. The server renders only the rows around the place in sight; this file keeps that place.
//
// The scroller holds a spacer as tall as all rows together and, sticky above it, the table. `top` is the place: the row
// (with fraction) at the upper edge, counted from the row that the server calls the origin. From it follow the table's
// shift and the scroll bar's position. Browsers clamp very tall elements (Chromium at 33.5 million pixels, Firefox at
// 17.9), so beyond a limit the scroll bar is mapped: dragging it jumps proportionally, wheel and keys still go row by row.

import { answerTo } from './answers.js';
import { watch as watchColumns } from './columns.js';

const rowHeight = 24;
const headHeight = 27;
const tallest = 12_000_000;

export function attach(scroller, dotnet) {
  const table = scroller.querySelector('table');
  const body = table.tBodies[0];
  const spacer = scroller.querySelector('.spacer');
  const abort = new AbortController();
  const { signal } = abort;

  // A table that says nothing of a tail has none: it begins at the top and never sticks to its end.
  const hasTail = 'following' in table.dataset;
  let following = table.dataset.following === '1';
  let top = following ? 0 : Number(table.dataset.jumpTo);
  let origin = Number(table.dataset.origin);
  let total = Number(table.dataset.total);
  let jump = Number(table.dataset.jump);
  let expected = 0;
  let asking = 0;
  let questions = 0;
  let askAgain = false;

  const visible = () => Math.max(1, (scroller.clientHeight - headHeight) / rowHeight);
  const lastTop = () => Math.max(0, total - visible());
  const height = () => Math.min(total * rowHeight + headHeight, tallest);
  const range = () => Math.max(0, height() - scroller.clientHeight);
  const mapped = () => total * rowHeight + headHeight > tallest;

  // Puts table and scroll bar where `top` says.
  function place() {
    top = following ? lastTop() : Math.min(Math.max(top, 0), lastTop());
    spacer.style.height = `${height()}px`;
    body.style.transform = `translateY(${(Number(table.dataset.first) - top) * rowHeight}px)`;
    const wanted = mapped() ? (lastTop() > 0 ? top / lastTop() * range() : 0) : top * rowHeight;
    if (Math.abs(scroller.scrollTop - wanted) >= 1) scroller.scrollTop = wanted;
    expected = scroller.scrollTop;
  }

  // Tells the server where we are; one question under way at a time, the newest place wins.
  async function ask() {
    if (asking) {
      askAgain = true;
      return;
    }
    const mine = asking = ++questions;
    try {
      do {
        askAgain = false;
        await answerTo(dotnet.invokeMethodAsync('Scrolled', origin + Math.floor(top), Math.ceil(visible()), following));
      } while (askAgain && asking === mine && !signal.aborted);
    } catch {
      // The connection is down; the place is told again when it is back, unless another question has done so by now.
      if (asking === mine) askAgain = true;
    }
    if (asking === mine) asking = 0;
  }

  function moveTo(row) {
    following = hasTail && row >= lastTop() - 0.5;
    top = row;
    place();
    ask();
  }

  scroller.addEventListener('scroll', () => {
    // Our own setting of the scroll bar comes back as an event, too.
    if (Math.abs(scroller.scrollTop - expected) < 1) return;
    moveTo(mapped() ? scroller.scrollTop / range() * lastTop() : scroller.scrollTop / rowHeight);
  }, { signal, passive: true });

  scroller.addEventListener('wheel', event => {
    if (!mapped() || event.ctrlKey) return;
    event.preventDefault();
    const unit = event.deltaMode === 1 ? 1 : event.deltaMode === 2 ? visible() : 1 / rowHeight;
    moveTo(top + event.deltaY * unit);
  }, { signal, passive: false });

  scroller.addEventListener('keydown', event => {
    if (table.dataset.picks && (event.key === ' ' || event.key === 'Enter') && (event.target === scroller || event.target === table)) {
      event.preventDefault();
      dotnet.invokeMethodAsync('Picked', event.key);
      return;
    }
    if (table.dataset.multi && event.key === 'a' && (event.ctrlKey || event.metaKey) && !event.altKey) {
      event.preventDefault();
      dotnet.invokeMethodAsync('AllSelected');
      return;
    }
    const page = Math.max(1, Math.floor(visible()) - 1);
    const to = { PageUp: top - page, PageDown: top + page, Home: 0, End: lastTop() }[event.key];
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if ((to ?? step) === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    if (step) dotnet.invokeMethodAsync(event.shiftKey && table.dataset.multi ? 'Extended' : 'Stepped', step);
    else moveTo(to);
    // The ends are selected as well, by the keys that mean them.
    if (event.key === 'Home' || event.key === 'End') window.socketLab.press(event.key === 'Home' ? 'g' : 'G');
  }, { signal });

  // The table is the grid, and has the keys; whoever gives them to what scrolls means the same.
  scroller.addEventListener('focus', () => table.focus({ preventScroll: true }), { signal });

  if (table.dataset.multi) watchColumns(table, dotnet, signal);

  scroller.addEventListener('copy', event => {
    if (!table.dataset.multi || String(getSelection())) return;
    event.preventDefault();
    dotnet.invokeMethodAsync('Copied');
  }, { signal });

  // Shift and a click select rows, not their text.
  table.addEventListener('mousedown', event => {
    if (table.dataset.multi && event.shiftKey && event.target.closest('tbody')) {
      event.preventDefault();
      table.focus({ preventScroll: true });
    }
  }, { signal });

  const changes = new MutationObserver(() => {
    const newOrigin = Number(table.dataset.origin);
    const newJump = Number(table.dataset.jump);
    top -= newOrigin - origin;
    origin = newOrigin;
    total = Number(table.dataset.total);
    const toEnd = table.dataset.following === '1';
    const jumped = newJump !== jump;
    if (jumped) {
      jump = newJump;
      following = toEnd;
      top = Number(table.dataset.jumpTo);
    } else if (toEnd && !asking && !askAgain) {
      following = true;
    }
    place();
    // A question from before a jump may still arrive after it: the newest place wins.
    if ((askAgain && !asking) || jumped) ask();
  });
  changes.observe(table, { attributes: true });

  document.getElementById('components-reconnect-modal')?.addEventListener('components-reconnect-state-changed', event => {
    if (event.detail.state !== 'hide') return;
    asking = 0;
    ask();
  }, { signal });

  const sizes = new ResizeObserver(() => {
    place();
    ask();
  });
  sizes.observe(scroller);
  place();

  return {
    detach() {
      abort.abort();
      changes.disconnect();
      sizes.disconnect();
    },
  };
}
