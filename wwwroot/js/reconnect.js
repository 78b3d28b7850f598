// A server that was restarted knows nothing of this page: load it anew. Everything worth keeping is in the address and the storage.
document.getElementById('components-reconnect-modal').addEventListener('components-reconnect-state-changed', event => {
  if (event.detail.state === 'rejected') location.reload();
});
