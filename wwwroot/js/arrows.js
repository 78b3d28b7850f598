// Arrow keys choose among radio buttons and tabs, and go through menus, as a person expects of them; a group is one tab stop.
// Tab stays in a dialog.
{
  const choice = ':is([role="radio"], [role="tab"], [role="menuitem"]):not(:disabled)';
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  addEventListener('toggle', event => {
    if (event.newState === 'open' && event.target.role === 'menu') event.target.querySelector('[role="menuitem"]')?.focus();
  }, true);

  // A tree: up and down choose, right opens, left closes or goes to the line above it all.
  addEventListener('keydown', event => {
    const item = event.target.closest?.('[role="treeitem"]');
    if (!item || event.ctrlKey || event.metaKey || event.altKey) return;
    const items = [...item.closest('[role="tree"]').querySelectorAll('[role="treeitem"]')];
    const at = items.indexOf(item);
    const isOpen = item.getAttribute('aria-expanded');
    let next;
    if (event.key === 'ArrowDown') next = items[at + 1];
    else if (event.key === 'ArrowUp') next = items[at - 1];
    else if (event.key === 'Home') next = items[0];
    else if (event.key === 'End') next = items.at(-1);
    else if (event.key === 'ArrowRight' && isOpen === 'true') next = items[at + 1];
    else if (event.key === 'ArrowLeft' && isOpen !== 'true') {
      next = items.slice(0, at).findLast(above => Number(above.ariaLevel) < Number(item.ariaLevel));
    } else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') {
      if (isOpen) item.querySelector('[data-twist]').click();
    } else if (event.key === 'Enter' || event.key === ' ') next = item;
    else return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
    next?.click();
  }, true);

  addEventListener('keydown', event => {
    const group = event.target.closest?.('[role="radiogroup"], [role="tablist"], [role="menu"]');
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    const choices = [...group.querySelectorAll(choice)];
    const at = choices.indexOf(event.target.closest(choice));
    if (at < 0) return;
    if (event.key === 'Enter' && group.role === 'radiogroup' && event.target.closest('form')) {
      // What has been chosen already is what Enter confirms.
      event.preventDefault();
      event.target.closest('form').requestSubmit();
      return;
    }
    let next;
    if (steps[event.key]) next = (at + steps[event.key] + choices.length) % choices.length;
    else if (event.key === 'Home') next = 0;
    else if (event.key === 'End') next = choices.length - 1;
    else return;
    event.preventDefault();
    event.stopPropagation();
    choices[next].focus();
    if (group.role !== 'menu') choices[next].click();
  }, true);

  // A dialog keeps the focus. MudBlazor's own trap gives it back by way of the server, and loses it to whoever is quicker.
  addEventListener('keydown', event => {
    const dialog = [...document.querySelectorAll('.mud-dialog')].at(-1);
    if (event.key !== 'Tab' || !dialog || event.ctrlKey || event.metaKey || event.altKey) return;
    const stops = [...dialog.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex]')].filter(element =>
      element.tabIndex >= 0 && !element.disabled && !element.matches('.pointer-events-none') && element.checkVisibility());
    const [end, begin] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
    if (!begin || (document.activeElement !== end && dialog.contains(document.activeElement))) return;
    event.preventDefault();
    begin.focus();
  }, true);
}
