// Until the page answers clicks it is only a picture. Who was quicker than that has what they clicked last clicked for them.
{
  let early;

  const note = event => {
    early = event.target.closest('[data-early]')?.dataset.early;
  };

  const wait = new MutationObserver(() => {
    if (!document.querySelector('[data-watching="1"]')) return;
    wait.disconnect();
    removeEventListener('click', note, true);
    // It may be gone by now: somebody else was quicker still.
    if (early) document.querySelector(`[data-early="${early}"]`)?.click();
  });

  addEventListener('click', note, true);
  wait.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-watching'] });
}
