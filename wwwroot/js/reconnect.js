// Who logs out here leaves the page by it: nothing has to be loaded anew meanwhile.
let leaving = false;
document.addEventListener('submit', event => { leaving ||= event.target.getAttribute('action')?.endsWith('/logout') ?? false; });

document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', async event => {
  // A server that was restarted knows nothing of this page: load it anew. Everything worth keeping is in the address and the storage.
  if (event.detail.state === 'rejected') location.reload();
  // Whoever was logged out, here or in another tab, has nothing to wait for: loading the page leads to the login.
  if (leaving || (event.detail.state !== 'show' && event.detail.state !== 'retrying')) return;
  const answer = await fetch('api/jobs', { cache: 'no-store' }).catch(() => null);
  if (answer?.status === 401) location.reload();
});

// A page that stays open is in use, but asks for nothing that would renew the login's cookie.
setInterval(() => fetch('healthz', { cache: 'no-store' }).catch(() => null), 12 * 3600 * 1000);
