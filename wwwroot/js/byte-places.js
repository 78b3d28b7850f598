// Where the bytes of a message stand on the page: in dumps, and in text (HexView, TextView).

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

// Each group of a dump is three elements: offset, hexadecimal, characters.
const groupsOfDumps = '.hex div > span';

const groupOf = element => ({
  hex: element.firstChild,
  ascii: element.nextElementSibling?.firstChild,
  start: parseInt(element.previousElementSibling.textContent, 16),
  count: Math.ceil(element.textContent.trimEnd().length / 3),
  element,
});

/** Finds the bytes that stand in an element, as it is at each call. */
export function placesIn(root) {
  const groups = () => [...root.querySelectorAll(groupsOfDumps)].map(groupOf);

  const texts = () => [...root.querySelectorAll('[data-map]')].filter(text => text.firstChild);

  function size() {
    const last = groups().at(-1);
    if (last) return last.start + last.count;
    const text = texts()[0];
    return text ? mapOf(text).bytes.at(-1) : 0;
  }

  // Bytes in one line of the dump as it is laid out now; a line of text has no such number, so there a step is 16.
  function lineLength() {
    const all = groups();
    if (all.length === 0) return 16;
    const top = all[0].element.getBoundingClientRect().top;
    const next = all.findIndex(group => Math.abs(group.element.getBoundingClientRect().top - top) > 2);
    return next < 0 ? size() : all[next].start;
  }

  // Where each of some spans of bytes stands, each as its first byte and its length.
  function rangesOf(spans) {
    const all = spans.length > 0 ? groups() : [];
    return spans.flatMap(([from, count]) => [...rangesInDumps(all, from, from + count), ...rangesInTexts(from, from + count)]);
  }

  function rangesInDumps(all, from, to) {
    const found = [];
    for (const group of all) {
      const [first, last] = [Math.max(from - group.start, 0), Math.min(to - group.start, group.count)];
      if (first >= last) continue;
      found.push(rangeOf(group.hex, first * 3, last * 3 - 1));
      if (group.ascii) found.push(rangeOf(group.ascii, first, last));
    }
    return found;
  }

  function rangesInTexts(from, to) {
    const found = [];
    for (const text of texts()) {
      const map = mapOf(text);
      if (from >= map.bytes.at(-1)) continue;
      const first = map.characters[below(map.bytes, from)];
      const last = map.characters[Math.min(below(map.bytes, to - 1) + 1, map.characters.length - 1)];
      found.push(rangeOf(text.firstChild, first, last));
    }
    return found;
  }

  // The byte at a point of the window; -1 for none.
  function byteAt(x, y) {
    const element = document.elementFromPoint(x, y);
    if (!element || !root.contains(element)) return -1;
    const text = element.closest('[data-map]');
    if (text) return byteInText(text, x, y);
    // A click on the characters means the hexadecimal before them.
    const isHex = element.matches(groupsOfDumps);
    const hex = isHex ? element : element.previousElementSibling;
    if (!hex?.matches(groupsOfDumps)) return -1;
    const group = groupOf(hex);
    const node = isHex ? group.hex : group.ascii;
    const box = rangeOf(node, 0, node.length).getBoundingClientRect();
    const column = Math.floor((x - box.left) / (box.width / node.length));
    return group.start + Math.min(Math.max(isHex ? Math.floor(column / 3) : column, 0), group.count - 1);
  }

  // Scrolls a byte into sight.
  function reveal(at) {
    const group = groups().find(one => at >= one.start && at < one.start + one.count);
    if (group) {
      group.element.scrollIntoView({ block: 'nearest' });
      return;
    }
    const text = texts()[0];
    const box = rangesInTexts(at, at + 1)[0]?.getBoundingClientRect();
    if (!box) return;
    const frame = text.getBoundingClientRect();
    if (box.bottom > frame.bottom) text.scrollTop += box.bottom - frame.bottom;
    else if (box.top < frame.top) text.scrollTop -= frame.top - box.top;
  }

  return { size, lineLength, rangesOf, byteAt, reveal };
}
