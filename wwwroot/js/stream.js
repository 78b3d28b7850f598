// The place in a followed stream. The server renders a bounded run of blocks; this file keeps what the person looks at where it is,
// tells the server when they leave the end or come back to it, and asks for more when they near an edge.

import { answerTo } from './answers.js';

const nearEnd = 4;
const nearEdge = 300;

export function attach(scroller, dotnet) {
  const abort = new AbortController();
  const list = scroller.querySelector('[data-following]');
  let following = list.dataset.following === '1';
  let told = following;
  let telling = false;
  let anchor = null;
  let asking = false;
  let seeing = 0;

  const atEnd = () => list.dataset.below === '0' && scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop <= nearEnd;

  // The first block in sight and where its edge is: after a change it is put back there.
  function remember() {
    const edge = scroller.getBoundingClientRect().top;
    for (const block of list.querySelectorAll('[data-ordinal]')) {
      const box = block.getBoundingClientRect();
      if (box.bottom > edge) {
        anchor = { ordinal: block.dataset.ordinal, offset: box.top - edge };
        return;
      }
    }
    anchor = null;
  }

  function restore() {
    const block = anchor && list.querySelector(`[data-ordinal="${anchor.ordinal}"]`);
    if (block) scroller.scrollTop += block.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.offset;
  }

  async function ask(method) {
    if (asking) return;
    asking = true;
    try {
      await answerTo(dotnet.invokeMethodAsync(method));
    } catch {
      // The connection is down; scrolling asks again when it is back.
    }
    asking = false;
  }

  // Where a search begins. Told a moment later, so that scrolling costs next to nothing.
  function tellSeen() {
    seeing ||= setTimeout(() => {
      seeing = 0;
      if (anchor) answerTo(dotnet.invokeMethodAsync('Seen', Number(anchor.ordinal))).catch(() => {});
    }, 250);
  }

  // What a search is at: into the middle, unless it is in sight.
  function revealFound() {
    const found = list.querySelector('mark.current') ?? list.querySelector('.block.current');
    if (!found) return;
    const [box, view] = [found.getBoundingClientRect(), scroller.getBoundingClientRect()];
    if (box.top < view.top || box.bottom > view.bottom) scroller.scrollTop += (box.top + box.bottom - view.top - view.bottom) / 2;
    found.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }

  // The newest place wins, and none is forgotten while another is under way.
  async function tell() {
    if (telling) return;
    telling = true;
    try {
      while (told !== following) {
        told = following;
        await answerTo(dotnet.invokeMethodAsync('Followed', told));
      }
    } catch {
      // The connection is down; the next change tells it again.
      told = !following;
    }
    telling = false;
  }

  scroller.addEventListener('scroll', () => {
    remember();
    tellSeen();
    const end = atEnd();
    if (end !== following) {
      following = end;
      tell();
    } else if (scroller.scrollTop < nearEdge && list.dataset.above !== '0') ask('Earlier');
    else if (!following && list.dataset.below !== '0' && scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop < nearEdge) ask('Later');
  }, { signal: abort.signal, passive: true });

  const settle = () => {
    if (list.dataset.jump !== jump) {
      jump = list.dataset.jump;
      following = told = list.dataset.following === '1';
      if (!following) scroller.scrollTop = 0;
    }
    if (following) scroller.scrollTop = scroller.scrollHeight;
    else restore();
    if (list.dataset.reveal !== reveal) {
      reveal = list.dataset.reveal;
      following = told = list.dataset.following === '1';
      revealFound();
    }
    remember();
    tell();
  };

  let jump = list.dataset.jump;
  let reveal = list.dataset.reveal;
  const changes = new MutationObserver(settle);
  changes.observe(list, { attributes: true, childList: true, subtree: true, characterData: true });
  const sizes = new ResizeObserver(settle);
  sizes.observe(scroller);
  settle();

  return {
    detach() {
      abort.abort();
      clearTimeout(seeing);
      changes.disconnect();
      sizes.disconnect();
    },
  };
}
