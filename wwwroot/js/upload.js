// Posts a file to the API: the browser reads it piece by piece, and says how far it is. fetch() cannot say that.
const pace = 250;
let running;

/** Posts the file that the input holds; answers with the status (0: none), the body, and whether it was given up. */
export function post(inputId, address, mediaType, dotnet) {
  const input = document.getElementById(inputId);
  const file = input?.files[0];
  if (!file) return { status: 0, body: JSON.stringify({ title: 'The file is not there any more. Choose it again.' }), cancelled: false };

  return new Promise(resolve => {
    const request = new XMLHttpRequest();
    let told = performance.now();
    let cancelled = false;
    running = { abort: () => { cancelled = true; request.abort(); } };
    request.upload.onprogress = event => {
      if (performance.now() - told < pace) return;
      told = performance.now();
      dotnet.invokeMethodAsync('Uploaded', event.loaded).catch(() => {}); // the page may have lost its server meanwhile
    };
    request.onloadend = () => {
      running = undefined;
      // The same file can be chosen again, and then it is read anew.
      if (mediaType === 'application/json') input.value = '';
      resolve({ status: request.status, body: request.responseText, cancelled });
    };
    request.open('POST', address);
    request.setRequestHeader('Content-Type', mediaType);
    request.send(file);
  });
}

export function cancel() {
  running?.abort();
}
