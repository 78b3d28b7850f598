// Selects bytes in a dump and in text, by mouse and keyboard. The selection is painted here at once, over text as it stands (CSS custom
// highlights), so that a dump needs no element for each byte; the server is told, and reads the bytes as values.

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
  let anchor = -1;
  let focus = -1;
  let dragging = false;
  let telling = false;
  let told = '';
  let painted = [];
  let paintedFound = [];

  const start = () => Math.min(anchor, focus);
  const length = () => anchor < 0 ? 0 : Math.abs(anchor - focus) + 1;

  // Each group of a dump is three elements: offset, hexadecimal, characters.
  const groups = () => [...root.querySelectorAll('.hex div > span')].map(hex => ({
    hex: hex.firstChild,
    ascii: hex.nextElementSibling?.firstChild,
    start: parseInt(hex.previousElementSibling.textContent, 16),
    count: Math.ceil(hex.textContent.trimEnd().length / 3),
    element: hex,
  })).filter(group => group.hex);

  const texts = () => [...root.querySelectorAll('[data-map]')].filter(text => text.firstChild);

  function size() {
    const last = groups().at(-1);
    if (last) return last.start + last.count;
    const text = texts()[0];
    return text ? mapOf(text).bytes.at(-1) : 0;
  }

  // "COUNT*CHARACTERS/BYTES …" becomes where each piece of text begins, and which byte it stands for.
  function mapOf(text) {
    if (text.mapped?.source === text.dataset.map) return text.mapped;
    const characters = [0];
    const bytes = [0];
    for (const run of text.dataset.map.split(' ')) {
      const [count, width, size] = run.split(/[*/]/).map(Number);
      for (let i = 0; i < count; i++) {
        characters.push(characters.at(-1) + width);
        bytes.push(bytes.at(-1) + size);
      }
    }
    text.mapped = { source: text.dataset.map, characters, bytes };
    return text.mapped;
  }

  // The last place of a sorted list whose value is not beyond another.
  function below(list, value) {
    let [low, high] = [0, list.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (list[middle] <= value) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  function rangeOf(node, from, to) {
    const range = document.createRange();
    range.setStart(node, Math.min(from, node.length));
    range.setEnd(node, Math.min(to, node.length));
    return range;
  }

  const ranges = () => anchor < 0 ? [] : rangesOf(start(), start() + length());

  function rangesOf(from, to, all = groups()) {
    const found = [];
    for (const group of all) {
      const [first, last] = [Math.max(from - group.start, 0), Math.min(to - group.start, group.count)];
      if (first >= last) continue;
      found.push(rangeOf(group.hex, first * 3, last * 3 - 1));
      if (group.ascii) found.push(rangeOf(group.ascii, first, last));
    }
    for (const text of texts()) {
      const map = mapOf(text);
      if (from >= map.bytes.at(-1)) continue;
      const first = map.characters[below(map.bytes, from)];
      const last = map.characters[Math.min(below(map.bytes, to - 1) + 1, map.characters.length - 1)];
      found.push(rangeOf(text.firstChild, first, last));
    }
    return found;
  }

  function paint() {
    for (const range of painted) highlight?.delete(range);
    painted = ranges();
    for (const range of painted) highlight?.add(range);
  }

  // What a search has found, as the server says it.
  function paintFound() {
    for (const range of paintedFound) foundHighlight?.delete(range);
    const all = root.dataset.found ? groups() : [];
    const places = root.dataset.found ? root.dataset.found.split(' ').map(place => place.split(':').map(Number)) : [];
    paintedFound = places.flatMap(([from, count]) => rangesOf(from, from + count, all));
    for (const range of paintedFound) foundHighlight?.add(range);
  }

  // The newest selection wins, and none is forgotten while another is under way.
  async function tell() {
    if (telling) return;
    telling = true;
    try {
      for (let now = `${start()} ${length()}`; told !== now; now = `${start()} ${length()}`) {
        told = now;
        await dotnet.invokeMethodAsync('Selected', Math.max(start(), 0), length());
      }
    } catch {
      // The connection is down; the next selection is told again.
      told = '';
    }
    telling = false;
  }

  function select(from, to) {
    [anchor, focus] = [from, to];
    paint();
    tell();
  }

  // The server knows it better where it has chosen a value, or where the selection is older than this page.
  function follow() {
    if (!dragging && !telling) {
      const [from, count] = [Number(root.dataset.start), Number(root.dataset.length)];
      if (count !== length() || (count > 0 && from !== start())) {
        [anchor, focus] = count > 0 ? [from, from + count - 1] : [-1, -1];
        if (count > 0) reveal();
      }
      told = `${start()} ${length()}`;
    }
    paint();
  }

  function byteAt(x, y) {
    const element = document.elementFromPoint(x, y);
    if (!element || !root.contains(element)) return -1;
    const text = element.closest('[data-map]');
    if (text) return byteInText(text, x, y);
    for (const group of groups()) {
      const isHex = group.element === element;
      if (!isHex && group.ascii?.parentNode !== element) continue;
      const node = isHex ? group.hex : group.ascii;
      const box = rangeOf(node, 0, node.length).getBoundingClientRect();
      const column = Math.floor((x - box.left) / (box.width / node.length));
      return group.start + Math.min(Math.max(isHex ? Math.floor(column / 3) : column, 0), group.count - 1);
    }
    return -1;
  }

  function byteInText(text, x, y) {
    const place = document.caretPositionFromPoint?.(x, y) ?? document.caretRangeFromPoint?.(x, y);
    const node = place?.offsetNode ?? place?.startContainer;
    if (node !== text.firstChild) return -1;
    const map = mapOf(text);
    let at = Math.min(place.offset ?? place.startOffset, node.length - 1);
    // A caret stands between two characters: the one before it may be what is pointed at.
    if (at > 0) {
      const box = rangeOf(node, at - 1, at).getBoundingClientRect();
      if (x >= box.left && x < box.right && y >= box.top && y <= box.bottom) at--;
    }
    return map.bytes[Math.min(below(map.characters, at), map.bytes.length - 2)];
  }

  function onDown(event) {
    if (event.button !== 0 || event.target.closest('button, a, select')) return;
    const view = event.target.closest('.hex, [data-map]');
    if (!view || (event.target === view && event.offsetX > view.clientWidth)) return;
    const at = byteAt(event.clientX, event.clientY);
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
    const at = byteAt(event.clientX, event.clientY);
    if (at >= 0 && at !== focus) select(anchor, at);
  }, { signal });
  for (const end of ['pointerup', 'pointercancel', 'lostpointercapture']) {
    root.addEventListener(end, () => {
      dragging = false;
      follow();
    }, { signal });
  }

  // Bytes in one line of the dump as it is laid out now; a line of text has no such number, so there a step is 16.
  function lineLength() {
    const all = groups();
    if (all.length === 0) return 16;
    const top = all[0].element.getBoundingClientRect().top;
    const next = all.findIndex(group => Math.abs(group.element.getBoundingClientRect().top - top) > 2);
    return next < 0 ? size() : all[next].start;
  }

  function onKey(event) {
    const view = event.target.closest('.hex, [data-map]');
    if (!view || event.altKey) return;
    const command = event.ctrlKey || event.metaKey;
    const last = size() - 1;
    if (last < 0) return;
    const line = lineLength();
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
        if (anchor < 0) return;
        event.preventDefault();
        select(-1, -1);
        return;
      default: return;
    }
    if (command && !['Home', 'End'].includes(event.key)) return;
    event.preventDefault();
    to = Math.min(Math.max(to, 0), last);
    select(event.shiftKey && anchor >= 0 ? anchor : to, to);
    reveal();
  }

  function reveal() {
    const group = groups().find(one => focus >= one.start && focus < one.start + one.count);
    if (group) {
      group.element.scrollIntoView({ block: 'nearest' });
      return;
    }
    const text = texts()[0];
    const box = text && ranges().at(-1)?.getBoundingClientRect();
    if (!box) return;
    const frame = text.getBoundingClientRect();
    if (box.bottom > frame.bottom) text.scrollTop += box.bottom - frame.bottom;
    else if (box.top < frame.top) text.scrollTop -= frame.top - box.top;
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
