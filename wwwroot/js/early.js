// Until the page answers clicks it is only a picture. Who was quicker than that has what they clicked last clicked for them.
{
  let early;

  const note = event => {
    early = event.target.closest('[data-early]')?.dataset.early;
  };

  const wait = new MutationObserver(() => {
    if (!document.querySelector('[data-interactive]')) return;
    const button = early && document.querySelector(`[data-early="${early}"]`);
    if (early && !button) return; // still to come
    wait.disconnect();
    removeEventListener('click', note, true);
    button?.click();
  });

  addEventListener('click', note, true);
  wait.observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ['data-interactive'] });
}
