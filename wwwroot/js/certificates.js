// Posts certificate files to the API, so that neither a private key nor its password passes through the page's circuit.

/** Posts what the form holds; answers with the status (0: none) and the body. Several files, such as a certificate and its key as PEM, go as one. */
export async function upload(form, address, mostBytes) {
  const { name, files, password } = form.elements;
  const chosen = [...files.files];
  const refuse = title => ({ status: 0, body: JSON.stringify({ title }), cancelled: false });
  if (chosen.length === 0) return refuse('Choose a file first.');
  if (chosen.reduce((sum, file) => sum + file.size, 0) > mostBytes) return refuse(`A certificate file has at most ${mostBytes.toLocaleString('en')} bytes.`);
  try {
    const data = await base64(new Blob(chosen.flatMap((file, i) => i > 0 ? ['\n', file] : [file])));
    const response = await fetch(address, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: name.value, upload: { data, password: password.value || null } }),
    });
    const body = await response.text();
    if (response.ok) form.reset();
    return { status: response.status, body, cancelled: false };
  } catch {
    return refuse('The file cannot be read any more, or the connection to SocketLab broke off.');
  }
}

function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(',') + 1));
    reader.onerror = reject;
    reader.readAsDataURL(blob);
  });
}
