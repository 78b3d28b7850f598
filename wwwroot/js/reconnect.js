document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', async event => {
  // A server that was restarted knows nothing of this page: load it anew. Everything worth keeping is in the address and the storage.
  if (event.detail.state === 'rejected') location.reload();
  // Whoever was logged out, here or in another tab, has nothing to wait for: loading the page leads to the login.
  if (event.detail.state !== 'show' && event.detail.state !== 'retrying') return;
  const answer = await fetch('api/jobs', { cache: 'no-store' }).catch(() => null);
  if (answer?.status === 401) location.reload();
});

// Logging out ends this page's connection on the server: end it from here first, so that nothing tries to come back meanwhile.
document.addEventListener('submit', event => {
  if (event.target.getAttribute('action')?.endsWith('/logout')) window.Blazor?.disconnect?.();
});
