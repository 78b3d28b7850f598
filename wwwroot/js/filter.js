// The box of a filter: it has the text, the list of what could be written and its keys; the server reads the text and makes the proposals.

import { answerTo } from './answers.js';

export function attach(root, dotnet) {
  const box = root.querySelector('input');
  const list = root.querySelector('[role="listbox"]');
  const abort = new AbortController();
  const { signal } = abort;
  let revision = root.dataset.revision;
  let asking = false;
  let askAgain = false;
  let items = [];
  let itemsFor = '';
  let active = -1;
  let offers = false;
  // Keys that came before the proposals for what is written now: they count once those are here.
  let steps = 0;
  let takesNext = false;

  const isOpen = () => !list.hidden;
  const state = () => `${box.selectionStart}:${box.value}`;
  const isBehind = () => asking && itemsFor !== state();

  // One question under way at a time; the newest text wins.
  async function ask() {
    if (asking) {
      askAgain = true;
      return;
    }
    asking = true;
    try {
      do {
        askAgain = false;
        const asked = state();
        const answer = await answerTo(dotnet.invokeMethodAsync('Typed', box.value, box.selectionStart));
        if (asked === state() && !signal.aborted) {
          show(offers ? answer : [], asked);
          catchUp();
        }
        mark();
      } while (askAgain && !signal.aborted);
    } catch {
      // The connection is down: the text is told again with the next letter.
    }
    asking = false;
  }

  function catchUp() {
    const [moves, takes] = [steps, takesNext];
    [steps, takesNext] = [0, false];
    if (moves && items.length) step(moves);
    if (takes && (active >= 0 || items[0]?.length > 0)) take(Math.max(active, 0));
  }

  function show(answer, asked) {
    items = document.activeElement === box ? answer : [];
    itemsFor = asked;
    list.replaceChildren(...items.map((item, index) => {
      const option = document.createElement('li');
      option.role = 'option';
      option.id = `filter-proposal-${index}`;
      const text = document.createElement('code');
      const summary = document.createElement('span');
      [text.textContent, summary.textContent] = [item.text, item.summary];
      option.append(text, summary);
      return option;
    }));
    list.hidden = items.length === 0;
    box.ariaExpanded = String(isOpen());
    choose(-1);
  }

  // An answer that is under way opens nothing any more.
  function hide() {
    offers = takesNext = false;
    steps = 0;
    show([], '');
  }

  function offer() {
    offers = true;
    ask();
  }

  function choose(index) {
    active = index;
    [...list.children].forEach((option, at) => { option.ariaSelected = String(at === index); });
    list.children[index]?.scrollIntoView({ block: 'nearest' });
    if (index < 0) box.removeAttribute('aria-activedescendant');
    else box.setAttribute('aria-activedescendant', `filter-proposal-${index}`);
  }

  function step(by) {
    const from = active < 0 && by < 0 ? 0 : active;
    choose((((from + by) % items.length) + items.length) % items.length);
  }

  // What was proposed for another text is no proposal for this one.
  function take(index) {
    const item = items[index];
    if (!item || itemsFor !== state()) return false;
    box.setRangeText(item.insert, item.start, item.start + item.length, 'end');
    offer();
    return true;
  }

  // The mark belongs to the text that the server has read.
  function mark() {
    const behind = root.querySelector('.behind');
    if (!behind) return;
    behind.hidden = behind.dataset.for !== box.value;
    behind.scrollLeft = box.scrollLeft;
  }

  function leave() {
    (document.querySelector('#feed [role="grid"]') ?? box).focus({ preventScroll: true });
    if (document.activeElement === box) box.blur();
  }

  box.addEventListener('input', () => {
    mark();
    offer();
  }, { signal });
  box.addEventListener('scroll', mark, { signal });
  box.addEventListener('focus', () => { if (box.value === '') offer(); }, { signal });
  box.addEventListener('blur', hide, { signal });

  box.addEventListener('keydown', event => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    switch (event.key) {
      case 'ArrowDown':
      case 'ArrowUp':
        event.preventDefault();
        if (offers && isBehind()) steps += event.key === 'ArrowDown' ? 1 : -1;
        else if (!isOpen()) offer();
        else step(event.key === 'ArrowDown' ? 1 : -1);
        break;
      case 'Enter':
        event.preventDefault();
        if (steps && isBehind()) takesNext = true;
        else if (!isOpen() || active < 0 || !take(active)) {
          hide();
          dotnet.invokeMethodAsync('Entered', box.value);
        }
        break;
      case 'Tab':
        // Tab goes on unless there is a word to complete, or something was chosen.
        if (event.shiftKey) break;
        if (isOpen() && (active >= 0 || items[0].length > 0) && take(Math.max(active, 0))) event.preventDefault();
        else if (offers && isBehind()) {
          event.preventDefault();
          takesNext = true;
        }
        break;
      case 'Escape':
        event.preventDefault();
        event.stopPropagation();
        if (isOpen()) hide();
        else leave();
        break;
    }
  }, { signal });

  // The box keeps the focus.
  list.addEventListener('pointerdown', event => event.preventDefault(), { signal });
  list.addEventListener('click', event => take([...list.children].indexOf(event.target.closest('li'))), { signal });

  const changes = new MutationObserver(() => {
    if (root.dataset.revision !== revision) {
      revision = root.dataset.revision;
      if (box.value !== root.dataset.text) box.value = root.dataset.text;
      hide();
    }
    mark();
  });
  changes.observe(root, { attributes: true, subtree: true, childList: true, attributeFilter: ['data-revision', 'data-for'] });
  const written = root.dataset.text ?? '';
  if (box.value === '' || box.value === box.defaultValue) box.value = written;
  // What was typed while this script was on its way.
  else if (box.value !== written) offer();
  mark();

  return {
    detach: () => {
      abort.abort();
      changes.disconnect();
    },
  };
}
