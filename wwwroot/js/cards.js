// The list of endpoints: arrow keys go from card to card, F2 edits a name, and a card moves by dragging or by Alt and an arrow key.

const nearEdge = 28;
const slack = 6;

export function attach(list, dotnet) {
  const abort = new AbortController();
  const { signal } = abort;
  const cardOf = element => element.closest?.('.card[data-id]');
  const nameOf = id => list.querySelector(`.card[data-id="${CSS.escape(id)}"] .name`);

  list.addEventListener('keydown', async event => {
    const { target, key } = event;
    if (target.matches('.rename')) {
      // Esc gives the old name back; the page's own Esc would leave the field, which saves.
      if (key === 'Escape') event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const id = cardOf(target)?.dataset.id;
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    if (step && event.altKey && id) {
      event.preventDefault();
      await dotnet.invokeMethodAsync('Step', id, step);
      // A card that moved in the page has lost the focus; who has put it elsewhere meanwhile keeps it there.
      if (document.activeElement === document.body) nameOf(id)?.focus();
    } else if (event.altKey || !target.matches('.name, .fold')) {
      return;
    } else if (key === 'F2' && id) {
      event.preventDefault();
      dotnet.invokeMethodAsync('Rename', id);
    } else if (step || key === 'Home' || key === 'End') {
      event.preventDefault();
      const stops = [...list.querySelectorAll('.name, .fold')];
      const to = key === 'Home' ? 0 : key === 'End' ? stops.length - 1 : stops.indexOf(target) + step;
      stops[to]?.focus();
    }
  }, { signal });

  list.addEventListener('focusin', event => {
    if (event.target.matches('.rename')) event.target.select();
  }, { signal });

  list.addEventListener('pointerdown', down => {
    const card = cardOf(down.target);
    // A finger scrolls the list; the menu moves a card there.
    if (!card || !list.dataset.movable || down.button !== 0 || down.pointerType === 'touch' || !down.target.closest('.name')) return;
    drag(card, down);
  }, { signal });

  function drag(card, down) {
    const ended = new AbortController();
    const during = { signal: AbortSignal.any([signal, ended.signal]) };
    let place;

    const end = () => {
      ended.abort();
      mark(null);
      card.removeAttribute('data-dragged');
      list.removeAttribute('data-dragging');
    };

    addEventListener('pointermove', event => {
      if (!place && Math.hypot(event.clientX - down.clientX, event.clientY - down.clientY) < slack) return;
      if (!place) {
        card.toggleAttribute('data-dragged', true);
        list.toggleAttribute('data-dragging', true);
      }
      scroll(event.clientY);
      place = placeAt(event.clientY, card);
      mark(place);
    }, during);

    addEventListener('pointerup', () => {
      const dropped = place;
      end();
      if (!dropped) return;
      // The click that ends the drag selects nothing.
      const swallow = event => event.stopPropagation();
      list.addEventListener('click', swallow, { capture: true, once: true });
      setTimeout(() => list.removeEventListener('click', swallow, { capture: true }));
      if (dropped.element === card) return;
      dotnet.invokeMethodAsync('Drop', card.dataset.id, dropped.element.dataset.id ?? null, dropped.isBehind, dropped.group);
    }, during);

    addEventListener('pointercancel', end, during);
    addEventListener('blur', end, during);
    addEventListener('keydown', event => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopPropagation();
      end();
    }, { ...during, capture: true });
  }

  // The card or head of a group that is nearest, and whether the place is behind it.
  function placeAt(y, dragged) {
    let nearest = dragged;
    let least = Infinity;
    for (const element of list.querySelectorAll('.card[data-id], .group-head')) {
      const box = element.getBoundingClientRect();
      const distance = Math.max(box.top - y, y - box.bottom, 0);
      if (distance < least) [nearest, least] = [element, distance];
    }
    const box = nearest.getBoundingClientRect();
    let isBehind = y > box.top + box.height / 2;
    const { group } = nearest.closest('[data-group]').dataset;
    if (nearest.matches('.group-head')) {
      const first = nearest.parentElement.querySelector('.card[data-id]');
      if (first) [nearest, isBehind] = [first, false];
    }
    return { element: nearest, isBehind, group };
  }

  function mark(place) {
    for (const marked of list.querySelectorAll('[data-drop]')) marked.removeAttribute('data-drop');
    if (place) place.element.dataset.drop = place.isBehind ? 'behind' : 'before';
  }

  function scroll(y) {
    const box = list.getBoundingClientRect();
    if (y < box.top + nearEdge) list.scrollTop -= nearEdge / 2;
    if (y > box.bottom - nearEdge) list.scrollTop += nearEdge / 2;
  }

  return { detach: () => abort.abort() };
}
