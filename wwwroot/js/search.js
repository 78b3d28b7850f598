// Keys of the search in the feed. Ctrl+F a second time, from the box itself, is the browser's own search.

export function attach(root, dotnet) {
  const abort = new AbortController();
  const { signal } = abort;
  const box = () => root.querySelector('input');
  const isOpen = () => root.dataset.open === '1';

  // The box that opens gets the focus once, as soon as it is there: whoever types by then must not find it selected again.
  async function open() {
    if (isOpen()) {
      focus();
      return;
    }
    try {
      await dotnet.invokeMethodAsync('Opened');
    } catch {
      // The connection is down.
    }
  }

  function focus(tries = 0) {
    if (box()) {
      box().focus();
      box().select();
    } else if (tries < 30 && !signal.aborted) requestAnimationFrame(() => focus(tries + 1));
  }

  const step = back => dotnet.invokeMethodAsync('Stepped', back);

  document.addEventListener('keydown', event => {
    if (event.defaultPrevented || event.altKey || document.querySelector('.mud-dialog, :popover-open')) return;
    const inBox = event.target === box();
    const inField = !inBox && event.target.closest('input:not([type="checkbox"]), textarea, select, [contenteditable]');
    if (event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.shiftKey) {
      if (inBox || inField || root.offsetParent === null && getComputedStyle(root.parentElement).display === 'none') return;
      event.preventDefault();
      open();
    } else if (event.key === 'F3' && isOpen()) {
      event.preventDefault();
      step(event.shiftKey);
    } else if (inBox && event.key === 'Enter' && !event.isComposing) {
      event.preventDefault();
      step(event.shiftKey);
    } else if (event.key === 'Escape' && isOpen() && !inField) {
      event.preventDefault();
      event.stopPropagation();
      dotnet.invokeMethodAsync('Closed');
      document.querySelector('#feed [role="grid"]')?.focus({ preventScroll: true });
    }
  }, { signal, capture: true });

  // Opened by whatever else: the box has the focus.
  const changes = new MutationObserver(() => { if (isOpen()) focus(); });
  changes.observe(root, { attributes: true, attributeFilter: ['data-open'] });

  return {
    detach: () => {
      abort.abort();
      changes.disconnect();
    },
  };
}
