// Keys, pane borders and visibility of the workbench.
let dotnet;
let abort;

/** Starts listening; returns the browser's time zone by its IANA name. */
export function attach(reference) {
  dotnet = reference;
  abort = new AbortController();
  const { signal } = abort;
  document.addEventListener('keydown', onKey, { signal });
  document.addEventListener('visibilitychange', () => dotnet.invokeMethodAsync('SetVisible', !document.hidden), { signal });
  if (document.hidden) dotnet.invokeMethodAsync('SetVisible', false);
  for (const divider of document.querySelectorAll('[data-divider]')) makeMovable(divider, signal);
  return Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC';
}

export function detach() {
  abort?.abort();
}

const keys = new Set(['n', ' ', 'j', 'k', 'g', 'G', 'r', '?', 'Escape']);

function onKey(event) {
  if (event.ctrlKey || event.metaKey || event.altKey || !keys.has(event.key)) return;
  if (event.key !== 'Escape' && !window.socketLab.singleKeys()) return;
  if (document.querySelector('.mud-dialog, .mud-popover-open, :popover-open')) return;
  const target = event.target;
  if (target.closest('input, textarea, select, [contenteditable]')) {
    if (event.key === 'Escape') target.blur();
    return;
  }
  // Space presses a focused button; that is the button's key, not ours.
  if (event.key === ' ' && target.closest('button, a, summary, [role="switch"]')) return;
  event.preventDefault();
  dotnet.invokeMethodAsync('Key', event.key);
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

  divider.addEventListener('pointerdown', event => {
    divider.setPointerCapture(event.pointerId);
    const startX = event.clientX;
    const startWidth = pane.getBoundingClientRect().width;
    const move = e => set(startWidth + (side === 'left' ? e.clientX - startX : startX - e.clientX));
    divider.addEventListener('pointermove', move);
    divider.addEventListener('pointerup', () => divider.removeEventListener('pointermove', move), { once: true });
  }, { signal });

  divider.addEventListener('keydown', event => {
    const step = { ArrowLeft: -16, ArrowRight: 16 }[event.key];
    if (step) set(pane.getBoundingClientRect().width + (side === 'left' ? step : -step));
  }, { signal });
}
