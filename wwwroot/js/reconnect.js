// At once, soon, then once a second while a server is being started again, and ever more seldom, but for ever: it may be back any time.
Blazor.start({
  circuit: {
    reconnectionOptions: {
      maxRetries: Number.MAX_SAFE_INTEGER,
      retryIntervalMilliseconds: attempts => attempts === 0 ? 0 : attempts < 3 ? 300 : attempts < 20 ? 1000 : attempts < 60 ? 3000 : 10_000,
    },
  },
});

// Who logs out here leaves the page by it: nothing has to be loaded anew meanwhile.
let leaving = false;
document.addEventListener('submit', event => { leaving ||= event.target.getAttribute('action')?.endsWith('/logout') ?? false; });

// While the server does not answer, the page says for how long, and what is on it is neither current nor of any use.
const banner = document.getElementById('components-reconnect-modal');
let ticking;

function setOffline(offline) {
  if (offline === Boolean(ticking)) return;
  document.documentElement.toggleAttribute('data-offline', offline);
  clearInterval(ticking);
  ticking = undefined;
  if (!offline) {
    // An attempt that broke off half-way has the framework say that the page is broken. It is not: the server is there again.
    document.getElementById('blazor-error-ui').style.removeProperty('display');
    return;
  }
  const since = Date.now();
  const seconds = banner.querySelector('.reconnect-seconds');
  const tell = () => { seconds.textContent = Math.round((Date.now() - since) / 1000); };
  tell();
  ticking = setInterval(tell, 1000);
}

banner.addEventListener('components-reconnect-state-changed', async event => {
  // A server that was restarted knows nothing of this page: load it anew. Everything worth keeping is in the address and the storage.
  if (event.detail.state === 'rejected') location.reload();
  setOffline(event.detail.state !== 'hide');
  // Whoever was logged out, here or in another tab, has nothing to wait for: loading the page leads to the login.
  if (leaving || (event.detail.state !== 'show' && event.detail.state !== 'retrying')) return;
  // A login in another tab ends this page's right a moment before the browser has the new one.
  for (let tries = 0; await isLoggedOut(); tries++) {
    if (tries === 6) {
      location.reload();
      return;
    }
    await new Promise(resolve => setTimeout(resolve, 500));
  }
});

// What scripts tell the server meanwhile goes nowhere, as the banner says. The framework's own sends cannot be caught where they are made.
addEventListener('unhandledrejection', event => {
  if (/'Connected' State/.test(event.reason?.message)) event.preventDefault();
});

async function isLoggedOut() {
  const answer = await fetch('api/jobs', { cache: 'no-store' }).catch(() => null);
  return answer?.status === 401;
}

// What is typed or pressed meanwhile would be lost in silence. Scrolling goes on.
addEventListener('keydown', event => {
  const control = event.target.closest?.(':is(main, .mud-dialog) :is(button, input, select, textarea, a)');
  if (ticking && control && event.key !== 'Tab' && !event.ctrlKey && !event.metaKey) event.preventDefault();
}, true);

// A page that stays open is in use, but asks for nothing that would renew the login's cookie.
setInterval(() => fetch('healthz', { cache: 'no-store' }).catch(() => null), 12 * 3600 * 1000);
