// Keys, pane borders and visibility of a page.

/** Starts listening for a page and the keys that it knows. A page that is left and the one that follows it overlap for a moment. */
export function attach(dotnet, keys) {
  const known = new Set(keys);
  pages.add(known);
  const abort = new AbortController();
  const { signal } = abort;
  document.addEventListener('keydown', event => onSend(event) || onKey(event, known, dotnet), { signal });
  document.addEventListener('visibilitychange', () => dotnet.invokeMethodAsync('SetVisible', !document.hidden), { signal });
  if (document.hidden) dotnet.invokeMethodAsync('SetVisible', false);
  for (const divider of document.querySelectorAll('[data-divider]')) makeMovable(divider, signal);
  return {
    detach() {
      abort.abort();
      pages.delete(known);
    },
  };
}

// What the pages that are attached know: one, and for a moment two.
const pages = new Set();

/** The single keys that mean something on the page at this moment. */
export function keysNow() {
  const pressing = [...document.querySelectorAll('[data-key]')].map(element => element.dataset.key);
  const able = Object.entries(presses).filter(([, find]) => find()).map(([key]) => key);
  return [...new Set([...[...pages].flatMap(known => [...known]), ...pressing, ...able])];
}

// Keys that press something on the page. What has a key says so (`data-key`); the server need not know.
const presses = {
  b: () => rowsFrom(document.activeElement) ?? bytesInSight() ?? inspected(),
  c: payloadInSight,
  i: () => after('[data-testid="inspector"] [role="tab"]', '[aria-selected="true"]', 1, true),
  J: () => document.querySelector('[data-key="J"]') ?? after('[data-testid="endpoint"] .name', '[aria-pressed="true"]', 1),
  K: () => document.querySelector('[data-key="K"]') ?? after('[data-testid="endpoint"] .name', '[aria-pressed="true"]', -1),
};

/** The box to write in, which gets the cursor at once: the next key is already for it. A narrow screen may have to show it first. */
function payloadInSight() {
  return [...document.querySelectorAll('#payload')].find(box => box.checkVisibility());
}

const bytes = ':is(.hex, [data-map])';
const rows = 'main [role="grid"]';

/** Bytes that arrow keys select: those of the selected row, or of the frame that is looked into. */
function bytesInSight() {
  return [...document.querySelectorAll(`main ${bytes}`)].find(view => view.checkVisibility());
}

/** Where the selected row's bytes will be: behind their tab, or on their way from the server. */
function inspected() {
  return document.querySelector('#tab-Bytes')
    ?? (document.querySelector('main [aria-activedescendant]') && document.querySelector('[data-testid="inspector"]'));
}

/** The way back from bytes to the rows that they are of. */
function rowsFrom(element) {
  return element?.closest(bytes) && document.querySelector(rows);
}

/** The element so many places behind the chosen one; the first where none is chosen. */
function after(selector, chosen, step, round) {
  const all = [...document.querySelectorAll(selector)];
  const at = all.findIndex(element => element.matches(chosen)) + step;
  return all[round ? at % all.length : at];
}

/** Sends from anywhere in the composer. Its payload box does so by itself: what was typed last is on its way before. */
function onSend(event) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.defaultPrevented || event.repeat) return false;
  const composer = event.target.closest('[data-testid="composer"]');
  if (!composer || event.target.closest('textarea, form')) return false;
  event.preventDefault();
  composer.querySelector('[data-send]')?.click();
  return true;
}

function onKey(event, known, dotnet) {
  // Ctrl+Z, where it is not a text field's own, is the one combination that means what its letter does.
  const isUndo = event.key === 'z' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  const isModified = event.ctrlKey || event.metaKey || event.altKey;
  if (event.defaultPrevented || (isModified && !isUndo)) return;
  const pressed = presses[event.key]?.() ?? (/^[\w/+-]$/.test(event.key) ? document.querySelector(`[data-key="${event.key}"]`) : null);
  if (!pressed && !known.has(event.key)) return;
  if (event.key !== 'Escape' && !isUndo && event.isTrusted && !window.socketLab.singleKeys()) return;
  if (document.querySelector('.mud-dialog, .mud-popover-open, :popover-open')) return;
  const target = event.target;
  if (target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]')) {
    // Where there are rows, the next keys are theirs.
    if (event.key === 'Escape') {
      target.blur();
      document.querySelector(rows)?.focus({ preventScroll: true });
    }
    return;
  }
  // Bytes whose own keys are still on their way from the server.
  if (event.key === 'Escape' && rowsFrom(target)) {
    rowsFrom(target).focus({ preventScroll: true });
    return;
  }
  // Space and Enter press what has the focus; then they are its keys, not ours.
  if ((event.key === ' ' || event.key === 'Enter') && target.closest('button, a, summary, input, [role="switch"]')) return;
  event.preventDefault();
  if (pressed?.matches('input')) {
    pressed.focus();
    pressed.select();
  } else if (pressed?.matches(`textarea, [role="grid"], ${bytes}`)) pressed.focus();
  else if (pressed) {
    pressed.click();
    if (event.key === 'b') window.socketLab.focus(`#tabpanel ${bytes}`);
  }
  else {
    dotnet.invokeMethodAsync('Key', event.key);
    if (event.key === 'r' && document.querySelector('[data-testid="reply"]')) payloadInSight()?.focus();
  }
}

function makeMovable(divider, signal) {
  const side = divider.dataset.divider;
  const name = `--${side}-width`;
  const pane = side === 'left' ? divider.previousElementSibling : divider.nextElementSibling;
  const set = width => {
    const least = Number(divider.ariaValueMin);
    const most = Math.min(Number(divider.ariaValueMax), innerWidth * 0.6);
    const value = Math.round(Math.min(Math.max(width, least), most));
    divider.ariaValueNow = value;
    document.documentElement.style.setProperty(name, `${value}px`);
    localStorage.setItem(name.slice(2), `${value}px`);
  };

  const reset = () => {
    document.documentElement.style.removeProperty(name);
    localStorage.removeItem(name.slice(2));
    tell();
  };
  const tell = () => { divider.ariaValueNow = Math.round(pane.getBoundingClientRect().width); };

  tell();
  divider.addEventListener('dblclick', reset, { signal });
  divider.addEventListener('pointerdown', event => {
    divider.setPointerCapture(event.pointerId);
    const startX = event.clientX;
    const startWidth = pane.getBoundingClientRect().width;
    const moved = new AbortController();
    const during = { signal: AbortSignal.any([signal, moved.signal]) };
    divider.addEventListener('pointermove', e => set(startWidth + (side === 'left' ? e.clientX - startX : startX - e.clientX)), during);
    // It comes however the drag ends: by letting go, or by the browser, which takes a touch for its own.
    divider.addEventListener('lostpointercapture', () => moved.abort(), during);
  }, { signal });

  divider.addEventListener('keydown', event => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (event.key === 'Enter') reset();
    else if (step) set(pane.getBoundingClientRect().width + (side === 'left' ? step : -step));
  }, { signal });
}
