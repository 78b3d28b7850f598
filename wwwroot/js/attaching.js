// A part of the page that has keys of its own (`data-attaching`) gets its script a round trip after it is shown. What is pressed on it
// meanwhile is kept, and pressed again once the script is there.
{
  const kept = [];

  addEventListener('keydown', event => {
    const part = event.isTrusted && event.target.closest?.('[data-attaching]');
    const isMeant = event.key.length > 1 || window.socketLab.singleKeys();
    if (!part || !isMeant || event.key === 'Tab' || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest('input, textarea, select, button, a, summary')) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    kept.push({ part, target: event.target, again: new KeyboardEvent('keydown', event) });
  }, true);

  // The script is there, or cannot be had: what was kept goes on its way.
  window.socketLab.attached = part => {
    part.removeAttribute('data-attaching');
    const due = kept.filter(one => one.part === part || !one.part.isConnected);
    for (const one of due) {
      kept.splice(kept.indexOf(one), 1);
      if (one.target.isConnected) one.target.dispatchEvent(one.again);
    }
  };
}
