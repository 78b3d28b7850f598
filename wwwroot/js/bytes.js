// Selects bytes in a dump and in text, by mouse and keyboard. The selection is painted here at once, over text as it stands (CSS custom
// highlights), so that a dump needs no element for each byte; the server is told, and reads the bytes as values.

import { answerTo } from './answers.js';
import { placesIn } from './byte-places.js';

// One for all views of the page: each adds and takes away ranges of its own.
const highlight = 'highlights' in CSS ? new Highlight() : null;
const foundHighlight = 'highlights' in CSS ? new Highlight() : null;
if (highlight) {
  highlight.priority = 1;
  CSS.highlights.set('selected-bytes', highlight);
  CSS.highlights.set('found-bytes', foundHighlight);
}

export function attach(root, dotnet) {
  const abort = new AbortController();
  const { signal } = abort;
  const places = placesIn(root);
  let anchor = -1;
  let focus = -1;
  let dragging = false;
  let reporting = false;
  let reported = '';
  let painted = [];
  let paintedFound = [];

  const start = () => Math.min(anchor, focus);
  const length = () => anchor < 0 ? 0 : Math.abs(anchor - focus) + 1;
  const ranges = () => anchor < 0 ? [] : places.rangesOf([[start(), length()]]);

  function paint() {
    for (const range of painted) highlight?.delete(range);
    painted = ranges();
    for (const range of painted) highlight?.add(range);
  }

  // What a search has found, as the server says it.
  function paintFound() {
    for (const range of paintedFound) foundHighlight?.delete(range);
    const spans = root.dataset.found ? root.dataset.found.split(' ').map(span => span.split(':').map(Number)) : [];
    paintedFound = places.rangesOf(spans);
    for (const range of paintedFound) foundHighlight?.add(range);
  }

  // The newest selection wins, and none is forgotten while another is under way.
  async function report() {
    if (reporting) return;
    reporting = true;
    try {
      for (let now = `${start()} ${length()}`; reported !== now; now = `${start()} ${length()}`) {
        reported = now;
        await answerTo(dotnet.invokeMethodAsync('Selected', Math.max(start(), 0), length()));
      }
    } catch {
      // The connection is down; the next selection is reported again.
      reported = '';
    }
    reporting = false;
  }

  function select(from, to) {
    [anchor, focus] = [from, to];
    paint();
    report();
  }

  // The server knows it better where it has chosen a value, or where the selection is older than this page.
  function follow() {
    if (!dragging && !reporting) {
      const [from, count] = [Number(root.dataset.start), Number(root.dataset.length)];
      if (count !== length() || (count > 0 && from !== start())) {
        [anchor, focus] = count > 0 ? [from, from + count - 1] : [-1, -1];
        if (count > 0) places.reveal(focus);
      }
      reported = `${start()} ${length()}`;
    }
    paint();
  }

  function onDown(event) {
    if (event.button !== 0 || event.target.closest('button, a, select')) return;
    const view = event.target.closest('.hex, [data-map]');
    if (!view || (event.target === view && event.offsetX > view.clientWidth)) return;
    const at = places.byteAt(event.clientX, event.clientY);
    if (at < 0) return;
    view.focus({ preventScroll: true });
    // Touch scrolls; a tap selects the byte.
    if (event.pointerType !== 'touch') {
      dragging = true;
      root.setPointerCapture(event.pointerId);
    }
    event.preventDefault();
    select(event.shiftKey && anchor >= 0 ? anchor : at, at);
  }

  root.addEventListener('pointerdown', onDown, { signal });
  // What selects text by itself begins with this event, not with the pointer's.
  root.addEventListener('mousedown', event => { if (dragging) event.preventDefault(); }, { signal });
  root.addEventListener('pointermove', event => {
    if (!dragging) return;
    const at = places.byteAt(event.clientX, event.clientY);
    if (at >= 0 && at !== focus) select(anchor, at);
  }, { signal });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    root.addEventListener(end, () => {
      dragging = false;
      follow();
    }, { signal });
  }

  function onKey(event) {
    const view = event.target.closest('.hex, [data-map]');
    if (!view || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const last = places.size() - 1;
    if (last < 0) return;
    const line = places.lineLength();
    let to;
    switch (event.key) {
      case 'ArrowRight': to = focus + 1; break;
      case 'ArrowLeft': to = focus - 1; break;
      case 'ArrowDown': to = focus < 0 ? 0 : focus + line; break;
      case 'ArrowUp': to = focus - line; break;
      case 'Home': to = command || focus < 0 ? 0 : focus - focus % line; break;
      case 'End': to = command || focus < 0 ? last : focus - focus % line + line - 1; break;
      case 'a':
        if (!command) return;
        event.preventDefault();
        select(0, last);
        return;
      case 'Escape':
        // First the selection ends, then the way leads back to the rows.
        event.preventDefault();
        if (anchor >= 0) select(-1, -1);
        else document.querySelector('main [role="grid"]')?.focus({ preventScroll: true });
        return;
      default: return;
    }
    if (command && !['Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    to = Math.min(Math.max(to, 0), last);
    select(event.shiftKey && anchor >= 0 ? anchor : to, to);
    places.reveal(focus);
  }

  // Ctrl+C copies the selected bytes the way they are looked at.
  root.addEventListener('copy', event => {
    if (anchor < 0 || !getSelection().isCollapsed) return;
    const view = event.target.closest?.('.hex, [data-map]') ?? root.querySelector('.hex, [data-map]');
    const found = ranges().filter(range => view.contains(range.startContainer));
    const dump = view.classList.contains('hex');
    const parts = dump ? found.filter(range => range.startContainer.parentNode.matches('span')) : found;
    event.clipboardData.setData('text/plain', parts.map(String).join(dump ? ' ' : ''));
    event.preventDefault();
  }, { signal });
  root.addEventListener('keydown', onKey, { signal });

  root.dataset.linked = '1';
  const changes = new MutationObserver(() => {
    paintFound();
    follow();
  });
  changes.observe(root, {
    subtree: true,
    childList: true,
    characterData: true,
    attributes: true,
    attributeFilter: ['data-start', 'data-length', 'data-map', 'data-found'],
  });
  paintFound();
  follow();

  return {
    detach: () => {
      abort.abort();
      changes.disconnect();
      for (const range of painted) highlight?.delete(range);
      for (const range of paintedFound) foundHighlight?.delete(range);
    },
  };
}
