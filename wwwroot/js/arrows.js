// Arrow keys choose among radio buttons and tabs, as a person expects of them; the group is one tab stop.
{
  const steps = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

  addEventListener('keydown', event => {
    const group = event.target.closest?.('[role="radiogroup"], [role="tablist"]');
    if (!group || event.ctrlKey || event.metaKey || event.altKey) return;
    const choices = [...group.querySelectorAll('[role="radio"]:not(:disabled), [role="tab"]:not(:disabled)')];
    const at = choices.indexOf(event.target.closest('[role="radio"], [role="tab"]'));
    if (at < 0) return;
    if (event.key === 'Enter' && event.target.closest('form')) {
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
    choices[next].click();
  }, true);
}
