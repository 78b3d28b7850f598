// Loaded in the head, before the first paint: the theme must not flash. Also the few things that pages ask the browser for.
(() => {
  const root = document.documentElement;
  const system = matchMedia('(prefers-color-scheme: dark)');
  const wanted = () => localStorage.getItem('theme') ?? (system.matches ? 'dark' : 'light');
  const apply = () => { root.dataset.theme = wanted(); };

  // A dialog gives its focus back when it closes, so nothing is pressed before that.
  const noDialog = async () => {
    for (let frames = 0; frames < 120 && document.querySelector('.mud-dialog'); frames++) await new Promise(requestAnimationFrame);
  };

  apply();
  system.addEventListener('change', apply);
  addEventListener('storage', apply);
  document.addEventListener('click', event => {
    // Every address is relative to the base of the site, so that "#feed" alone would lead away from the endpoint.
    const skip = event.target.closest('.skip');
    if (skip) {
      event.preventDefault();
      (document.querySelector('#feed [role="grid"]') ?? document.querySelector(skip.getAttribute('href')))?.focus();
    }
    if (event.target.closest('[data-action="theme"]')) {
      const next = root.dataset.theme === 'dark' ? 'light' : 'dark';
      // What equals the system's choice is no choice of its own: follow the system again.
      if (next === (system.matches ? 'dark' : 'light')) localStorage.removeItem('theme');
      else localStorage.setItem('theme', next);
      apply();
    }
  }, true);

  for (const side of ['left', 'right']) {
    const width = localStorage.getItem(`${side}-width`);
    if (width) root.style.setProperty(`--${side}-width`, width);
  }

  // Who goes to another page is not brought back by an address that is written meanwhile. A file to save looks the same for a moment.
  let leaving;
  addEventListener('beforeunload', () => {
    clearTimeout(leaving);
    leaving = setTimeout(() => { leaving = undefined; }, 2000);
  });

  window.socketLab = {
    // Writes the address of what a page shows, as long as the browser shows that page.
    writeAddress: (path, address, replaces) => {
      if (!leaving && location.pathname === path) Blazor.navigateTo(address, { replaceHistoryEntry: replaces });
    },
    // Loads a module of this folder and calls one of its functions, in one round trip for the server.
    call: async (module, name, ...values) => {
      try {
        return (await import(`./${module}.js`))[name](...values);
      } finally {
        for (const part of values) if (part instanceof Element) window.socketLab.attached(part);
      }
    },
    // What a tab remembers of itself, through reloads and restarts of the server.
    recall: () => sessionStorage.getItem('workbench'),
    remember: text => {
      try {
        sessionStorage.setItem('workbench', text);
      } catch {
        // There is no room: the next reload remembers less.
      }
    },
    timeZone: () => Intl.DateTimeFormat().resolvedOptions().timeZone ?? 'UTC',
    singleKeys: () => localStorage.getItem('single-keys') !== 'off',
    setSingleKeys: on => localStorage.setItem('single-keys', on ? 'on' : 'off'),
    // Waits for what is about to be shown, and for a dialog that gives its focus back when it closes; not for ever, and not for somebody
    // who goes elsewhere meanwhile.
    focus: async selector => {
      const frame = () => new Promise(requestAnimationFrame);
      const gone = new AbortController();
      const watch = { signal: gone.signal, capture: true };
      addEventListener('pointerdown', () => gone.abort(), watch);
      addEventListener('keydown', event => { if (event.key === 'Tab') gone.abort(); }, watch);
      for (let frames = 0, ready = 0; frames < 600 && ready < 3 && !gone.signal.aborted; frames++) {
        await frame();
        ready = document.querySelector(selector) && !document.querySelector('.mud-dialog') ? ready + 1 : 0;
      }
      if (!gone.signal.aborted) document.querySelector(selector)?.focus();
      gone.abort();
    },
    download: address => {
      const link = document.createElement('a');
      link.href = address;
      link.download = '';
      link.click();
    },
    save: (name, text) => {
      const link = document.createElement('a');
      link.href = URL.createObjectURL(new Blob([text], { type: 'text/plain;charset=utf-8' }));
      link.download = name;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
    },
    // Presses a key, or a button by what it does, for somebody who chose that from a list, once the list is closed.
    press: async key => {
      await noDialog();
      document.body.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    },
    pressButton: async name => {
      await noDialog();
      [...document.querySelectorAll('[data-palette]')].find(button => button.dataset.palette === name && button.checkVisibility())?.click();
    },
    copy: async text => {
      try {
        await navigator.clipboard.writeText(text);
        return true;
      } catch {
        return false;
      }
    },
  };
})();
