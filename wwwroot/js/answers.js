// Answers of the server to what a script tells it. Blazor never ends a call whose answer got lost with the connection, nor one that is made
// while there is none: a script that waits for one answer before it tells the next thing would be silent for ever.

const banner = document.getElementById('components-reconnect-modal');

/** The server's answer to a call; an error when the connection breaks, or was broken before. */
export async function answerTo(call) {
  const over = new AbortController();
  const lost = new Promise((_, reject) => {
    const giveUp = () => reject(new Error('The connection to the server broke.'));
    banner.addEventListener('components-reconnect-state-changed', giveUp, { signal: over.signal });
  });
  try {
    return await Promise.race([call, lost]);
  } finally {
    over.abort();
  }
}
