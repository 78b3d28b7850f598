// Posts files to the API: the browser reads them piece by piece, and says how far it is. fetch() cannot say that.
const pace = 250;
const running = new Map(); // what gives up the post of an input's file, by the input's id

/** Posts the file that the input holds; answers with the status (0: none), the body, and whether it was given up. */
export function post(inputId, address, mediaType, dotnet) {
  const input = document.getElementById(inputId);
  const file = input?.files[0];
  if (!file) return { status: 0, body: JSON.stringify({ title: 'The file is not there any more. Choose it again.' }), cancelled: false };

  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let cancelled = false;
    let gone = 0;
    let due;
    const tell = () => {
      due = undefined;
      dotnet.invokeMethodAsync('Uploaded', gone).catch(() => {}); // the page may have lost its server meanwhile
    };
    running.set(inputId, () => { cancelled = true; request.abort(); });
    if (mediaType === 'application/octet-stream') {
      request.upload.onprogress = event => {
        gone = event.loaded;
        due ??= setTimeout(tell, pace);
      };
    }
    request.onloadend = () => {
      clearTimeout(due);
      running.delete(inputId);
      // The same file can be chosen again, and then it is read anew.
      if (mediaType === 'application/json') input.value = '';
      resolve({ status: request.status, body: request.responseText, cancelled });
    };
    request.open('POST', address);
    request.setRequestHeader('Content-Type', mediaType);
    request.send(file);
  });
}

/** Gives up the post of the file that the input held. */
export function cancel(inputId) {
  running.get(inputId)?.();
}
