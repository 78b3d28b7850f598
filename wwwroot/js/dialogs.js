// A dialog has the keys from its first moment: the focus is in it as soon as it is there, and Esc presses its safe button. The server
// would do both a round trip later, when the person may be typing already.
{
  const entered = new WeakSet();
  const stop = 'input, select, textarea, button, a[href], summary, [tabindex="0"]';
  // MudBlazor's own stops at both ends send the focus on by way of the server.
  const usable = element => element.tabIndex >= 0 && !element.disabled && !element.matches('.pointer-events-none')
    && element.checkVisibility({ visibilityProperty: true });

  // Where it says so (`data-first`), or else at what can be filled in or pressed first: not before that has its keys, where a script is
  // on its way that gives them.
  function enter(dialog) {
    if (dialog.querySelector('[data-attaching]')) return;
    const first = dialog.querySelector('[data-first]') ?? [...dialog.querySelectorAll(stop)].find(usable);
    if (!first) return;
    entered.add(dialog);
    if (!dialog.contains(document.activeElement)) first.focus({ preventScroll: true });
  }

  const changes = new MutationObserver(() => {
    for (const dialog of document.querySelectorAll('.mud-dialog')) if (!entered.has(dialog)) enter(dialog);
  });
  changes.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-attaching'] });

  // What is open above it goes first: a menu, the list of a field.
  addEventListener('keydown', event => {
    if (event.key !== 'Escape' || event.defaultPrevented || document.querySelector(':popover-open')) return;
    const dialog = [...document.querySelectorAll('.mud-dialog')].at(-1);
    const cancel = dialog?.querySelector('[data-cancel]');
    if (!cancel) return;
    event.preventDefault();
    cancel.click();
  });
}
