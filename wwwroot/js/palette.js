// The palette: what opens it, the arrow keys in its list, and what was chosen last.
import { keysNow } from './workbench.js';

const kept = 20;

function recent() {
  try {
    return JSON.parse(localStorage.getItem('palette')) ?? [];
  } catch {
    return [];
  }
}

/** The buttons on the page that can be pressed and have no key: each says in `data-palette` what it does. */
function buttonsNow() {
  const able = [...document.querySelectorAll('[data-palette]')].filter(button => !button.disabled && button.checkVisibility());
  return [...new Set(able.map(button => button.dataset.palette))];
}

/** Remembers what was chosen, so that it stands first the next time. */
export function remember(id) {
  localStorage.setItem('palette', JSON.stringify([id, ...recent().filter(other => other !== id)].slice(0, kept)));
}

export const attach = (first, list) => first === 'list' ? attachList(list) : attachPage(first);

function attachPage(dotnet) {
  const abort = new AbortController();
  const { signal } = abort;
  const open = () => {
    if (!document.querySelector('.mud-dialog')) dotnet.invokeMethodAsync('Open', keysNow(), recent(), buttonsNow());
  };
  document.addEventListener('keydown', event => {
    if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    open();
  }, { signal });
  document.addEventListener('click', event => {
    if (event.target.closest('[data-action="palette"]')) open();
  }, { signal });
  return { detach: () => abort.abort() };
}

function attachList(root) {
  const input = root.querySelector('input');
  const list = root.querySelector('ul');
  const abort = new AbortController();
  let at = 0;
  let isDue = false;

  // What is shown is what was found for an earlier letter while the newest ones are on their way: then Enter waits for its own.
  function choose() {
    isDue = list.dataset.for !== input.value;
    if (!isDue) list.children[at]?.click();
  }

  function mark(index) {
    at = Math.min(Math.max(index, 0), list.children.length - 1);
    for (const [i, item] of [...list.children].entries()) item.ariaSelected = String(i === at);
    const chosen = list.children[at];
    if (chosen) input.setAttribute('aria-activedescendant', chosen.id);
    else input.removeAttribute('aria-activedescendant');
    chosen?.scrollIntoView({ block: 'nearest' });
  }

  input.addEventListener('keydown', event => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 8, PageUp: at - 8 }[event.key];
    if (to !== undefined) mark(to);
    else if (event.key === 'Enter' && !event.isComposing) choose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }, { signal: abort.signal });

  input.addEventListener('input', () => { isDue = false; }, { signal: abort.signal });
  const changes = new MutationObserver(() => {
    mark(0);
    if (isDue) choose();
  });
  changes.observe(list, { childList: true, attributes: true, attributeFilter: ['data-for'] });
  mark(0);
  return {
    detach() {
      abort.abort();
      changes.disconnect();
    },
  };
}
