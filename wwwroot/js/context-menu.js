// Opens the menu of a row: the server says what can be done with it, then it stands where it was asked for.

const margin = 8;

export function attach(menu, dotnet) {
  const area = menu.parentElement;
  const abort = new AbortController();
  const { signal } = abort;

  area.addEventListener('contextmenu', async event => {
    if (event.shiftKey && event.pointerType === 'mouse') return;
    if (event.target.closest('input, textarea')) return;
    const pointed = event.target.closest('[data-sequence]');
    const row = pointed ?? area.querySelector('[data-sequence].selected');
    if (!row) return;
    event.preventDefault();
    const box = row.getBoundingClientRect();
    const [x, y] = pointed ? [event.clientX, event.clientY] : [box.left + 40, box.bottom];
    try {
      await dotnet.invokeMethodAsync('Asked', Number(row.dataset.sequence), event.target.closest('td')?.className ?? '',
        row.dataset.journal ?? '');
    } catch {
      return;
    }
    open(x, y);
  }, { signal });

  // What the server has sent is on the page by now, or a moment later.
  function open(x, y, tries = 0) {
    if (signal.aborted) return;
    if (!menu.querySelector('button')) {
      if (tries < 30) requestAnimationFrame(() => open(x, y, tries + 1));
      return;
    }
    menu.style.left = menu.style.top = '0';
    menu.showPopover();
    // At once: the next key is the menu's already.
    menu.querySelector('button').focus();
    menu.style.left = `${Math.max(margin, Math.min(x, innerWidth - menu.offsetWidth - margin))}px`;
    menu.style.top = `${Math.max(margin, Math.min(y, innerHeight - menu.offsetHeight - margin))}px`;
  }

  menu.addEventListener('click', event => {
    if (event.target.closest('button')) menu.hidePopover();
  }, { signal });

  return { detach: () => abort.abort() };
}
