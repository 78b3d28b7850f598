// Notices stand at the edge of the page; the style sheets leave as much room there as they are high, so that they cover nothing.

export function attach(notices) {
  const { style } = document.documentElement;
  const sizes = new ResizeObserver(() => style.setProperty('--notices', `${notices.offsetHeight}px`));
  sizes.observe(notices);
  return {
    detach() {
      sizes.disconnect();
      style.removeProperty('--notices');
    },
  };
}
