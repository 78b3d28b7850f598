// Arrow keys choose among radio buttons and tabs, and go through menus, as a person expects of them; a group is one tab stop.
{
  const choice = ':is([role="radio"], [role="tab"], [role="menuitem"]):not(:disabled)';
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  addEventListener('toggle', event => {
    if (event.newState === 'open' && event.target.role === 'menu') event.target.querySelector('[role="menuitem"]')?.focus();
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
}
