// The focus is never lost. Whatever has it may go away: a dialog or menu closes, an endpoint is deleted, a button has done its work.
// Then it comes to where the next act is: to what had it before the dialog, or else to what is left of the place.
{
  // A button may be off for a moment, while what it asked for is done.
  const longestWait = 60;
  const tabStop = 'button, a[href], summary, [tabindex="0"]';
  const bytes = ':is(.hex, [data-map])';
  const rows = '[role="grid"]';
  const chosen = ':is([aria-pressed], [aria-checked], [aria-selected])'
    + ':not([aria-pressed="false"], [aria-checked="false"], [aria-selected="false"], input, tr, [role="switch"])';

  let last = null;
  let isDue = false;
  const openers = new WeakMap();

  const usable = element => element?.isConnected && !element.disabled && element.checkVisibility({ visibilityProperty: true });
  const isLost = () => !document.activeElement || document.activeElement === document.body;
  const dialogOf = element => element.closest('.mud-dialog-container');

  addEventListener('focusin', ({ target }) => {
    const dialog = dialogOf(target);
    if (dialog && !openers.has(dialog)) openers.set(dialog, last);
    const above = [];
    for (let element = target.parentElement; element && element !== document.body; element = element.parentElement) above.push(element);
    last = { element: target, above, dialog };
  }, true);

  function wayBack(from) {
    for (let place = from; place; place = openers.get(place.dialog)) {
      if (usable(place.element)) return place.element;
      // Bytes of another row stand where those of the last one did; without any, the rows have the next keys.
      const sight = place.element.matches(bytes) && (document.querySelector(`main ${bytes}`) ?? document.querySelector(`main ${rows}`));
      if (usable(sight)) return sight;
      const popup = place.above.find(element => element.popover);
      const opener = popup && document.querySelector(`[popovertarget="${CSS.escape(popup.id)}"]:not([popovertargetaction])`);
      if (usable(opener) && !popup.matches(':popover-open')) return opener;
      if (place.dialog?.isConnected !== false) {
        for (const element of place.above) {
          const left = usable(element) && firstIn(element);
          if (left) return left;
        }
      }
      if (!place.dialog) break;
    }
    return firstIn(document.querySelector('main') ?? document.body) || firstIn(document.body);
  }

  // Rows before anything else, since they have keys of their own; what is chosen before others. Never a box: the next key may be a command.
  function firstIn(place) {
    for (const selector of [rows, chosen, tabStop]) {
      const found = [...place.querySelectorAll(selector)].find(element => element.tabIndex >= 0 && usable(element));
      if (found) return found;
    }
    return null;
  }

  function check(tries) {
    isDue = false;
    if (!isLost() || usable(last?.element)) return;
    const dialog = [...document.querySelectorAll('.mud-dialog')].at(-1);
    if (!last && !dialog) return;
    if (last?.element.isConnected && last.element.disabled && tries < longestWait) {
      last.wasOff = true;
      soon(tries + 1);
      return;
    }
    const back = wayBack(last);
    (dialog && !dialogOf(dialog).contains(back) ? firstIn(dialog) : back)?.focus({ preventScroll: true });
  }

  // After what the page itself does about it, which knows better.
  function soon(tries = 0) {
    if (isDue) return;
    isDue = true;
    requestAnimationFrame(() => requestAnimationFrame(() => check(tries)));
  }

  // A button that is on again gets back what it had.
  const changes = new MutationObserver(() => {
    if (!last || !isLost()) return;
    if (last.wasOff && usable(last.element)) last.element.focus({ preventScroll: true });
    else soon();
  });
  changes.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['disabled', 'hidden', 'inert'] });
  addEventListener('focusout', () => soon(), true);
  addEventListener('toggle', () => soon(), true);
}
