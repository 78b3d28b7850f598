// What is cut off is shown whole to whoever points at it, wherever it stands; what has a title of its own keeps it.
{
  const ours = new WeakSet();

  addEventListener('pointerover', event => {
    for (let element = event.target, up = 0; element instanceof HTMLElement && up < 3; element = element.parentElement, up++) {
      if (element.title && !ours.has(element)) return;
      const isCut = element.scrollWidth > element.clientWidth && getComputedStyle(element).textOverflow === 'ellipsis';
      if (isCut) {
        element.title = element.textContent.trim();
        ours.add(element);
        return;
      }
      if (ours.has(element)) element.title = '';
    }
  }, { passive: true });
}
