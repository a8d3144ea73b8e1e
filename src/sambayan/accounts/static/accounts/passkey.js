// Passkeys. A form with data-passkey asks the browser for one, puts the answer into its field and is sent as usual.

const bytes = (text) =>
  Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));

const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

const withBytes = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const make = ({ publicKey }) =>
  navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      user: { ...publicKey.user, id: bytes(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });

const show = async (address) => {
  const { publicKey } = await (await fetch(address, { credentials: "same-origin" })).json();
  return navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytes(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
};

const written = (credential) => {
  const { response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const answer = Object.fromEntries(parts.filter((part) => response[part]).map((part) => [part, text(response[part])]));
  return JSON.stringify({
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: answer,
    clientExtensionResults: credential.getClientExtensionResults(),
  });
};

document.querySelectorAll("form[data-passkey]").forEach((form) => {
  const problem = form.querySelector("[data-problem]");
  if (!window.PublicKeyCredential) {
    form.querySelector("[data-unable]").hidden = false;
    form.querySelectorAll("button").forEach((button) => { button.hidden = true; });
    return;
  }
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    problem.hidden = true;
    try {
      const { make: options, show: address } = form.dataset;
      const credential = await (options ? make(JSON.parse(options)) : show(address));
      form.elements.credential.value = written(credential);
      form.submit();
    } catch {
      problem.hidden = false;
    }
  });
});
