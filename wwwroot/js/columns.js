// The heads of a table: a grip changes a column's width by dragging or by arrow keys, and a column of a value is dragged elsewhere.

const step = 8;
const slack = 5;

export function watch(table, dotnet, signal) {
  const head = table.tHead;
  const widthOf = th => Math.round(th.getBoundingClientRect().width);
  const colOf = th => table.querySelectorAll('col')[th.cellIndex];

  head.addEventListener('keydown', event => {
    const grip = event.target.closest('[data-grip]');
    const by = { ArrowLeft: -step, ArrowRight: step }[event.key];
    if (!grip || (!by && event.key !== 'Enter')) return;
    event.preventDefault();
    event.stopPropagation();
    const th = grip.closest('th');
    const width = by ? Math.max(24, widthOf(th) + by) : 0;
    if (width) colOf(th).style.width = `${width}px`;
    dotnet.invokeMethodAsync('ColumnResized', grip.dataset.grip, width);
  }, { signal });

  head.addEventListener('dblclick', event => {
    const grip = event.target.closest('[data-grip]');
    if (grip) dotnet.invokeMethodAsync('ColumnResized', grip.dataset.grip, 0);
  }, { signal });

  head.addEventListener('pointerdown', down => {
    if (down.button !== 0) return;
    const grip = down.target.closest('[data-grip]');
    const th = down.target.closest('th');
    if (grip) resize(grip, th, down);
    else if (th?.dataset.column !== undefined && down.pointerType !== 'touch') move(th, down);
  }, { signal });

  function resize(grip, th, down) {
    down.preventDefault();
    grip.focus();
    const from = widthOf(th);
    let width = from;
    during(event => {
      width = Math.max(24, Math.round(from + event.clientX - down.clientX));
      colOf(th).style.width = `${width}px`;
    }, isCancelled => {
      if (isCancelled) colOf(th).style.width = `${from}px`;
      else if (width !== from) dotnet.invokeMethodAsync('ColumnResized', grip.dataset.grip, width);
    });
  }

  function move(th, down) {
    let target = null;
    const mark = next => {
      target?.removeAttribute('data-drop');
      target = next;
      target?.toggleAttribute('data-drop', true);
    };
    during(event => {
      if (!target && Math.abs(event.clientX - down.clientX) < slack) return;
      const heads = [...head.querySelectorAll('[data-column]')];
      mark(heads.find(one => event.clientX < one.getBoundingClientRect().right) ?? heads.at(-1));
    }, isCancelled => {
      const to = !isCancelled && target && target !== th ? Number(target.dataset.column) : null;
      mark(null);
      if (to !== null) dotnet.invokeMethodAsync('ColumnMoved', Number(th.dataset.column), to);
    });
  }

  function during(moved, ended) {
    const over = new AbortController();
    const both = { signal: AbortSignal.any([signal, over.signal]) };
    const end = event => {
      over.abort();
      ended(event.type === 'pointercancel');
    };
    addEventListener('pointermove', moved, both);
    addEventListener('pointerup', end, both);
    addEventListener('pointercancel', end, both);
  }
}
