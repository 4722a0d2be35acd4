// Lets the forms of a page use the browser's passkeys. Each form says in data attributes what it is for and what to say when
// something goes wrong; it stays hidden where there is no script or no passkey. The answer is sent as a form, so that what
// follows is a page like after any other form.
(() => {
  "use strict";

  const forms = document.querySelectorAll("form[data-passkey]");
  if (!window.PublicKeyCredential || !navigator.credentials || forms.length === 0) {
    return;
  }

  // A challenge is good for five minutes; a page that waits with one asks for a new one before that.
  const RENEW = 4 * 60 * 1000;
  let waiting = null;

  const toBytes = (text) =>
    Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const toText = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer)))
      .replace(/\+/g, "-")
      .replace(/\//g, "_")
      .replace(/=+$/, "");
  const withBytes = (list) => (list || []).map((one) => ({ ...one, id: toBytes(one.id) }));

  const say = (form, word) => {
    const place = form.querySelector("[data-passkey-status]");
    place.textContent = word ? form.dataset[word] || form.dataset.failed : "";
    place.hidden = !word;
  };

  const begin = async (form) => {
    const value = (name) => (form.elements[name] ? form.elements[name].value : undefined);
    const response = await fetch(form.dataset.options, {
      method: "POST",
      credentials: "same-origin",
      redirect: "error",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ csrf: value("csrf"), purpose: form.dataset.purpose, attempt: value("attempt") }),
    });
    if (!response.ok) {
      throw new DOMException("", response.status === 403 ? "Expired" : "Failed");
    }
    const begun = await response.json();
    const options = begun.publicKey;
    options.challenge = toBytes(options.challenge);
    if (options.user) {
      options.user.id = toBytes(options.user.id);
      options.excludeCredentials = withBytes(options.excludeCredentials);
    } else {
      options.allowCredentials = withBytes(options.allowCredentials);
    }
    return begun;
  };

  const finish = (form, ceremony, credential) => {
    const { response } = credential;
    const answer = { id: credential.id, rawId: toText(credential.rawId), type: credential.type };
    answer.response = { clientDataJSON: toText(response.clientDataJSON) };
    if (form.dataset.passkey === "create") {
      answer.response.attestationObject = toText(response.attestationObject);
      answer.response.transports = response.getTransports ? response.getTransports() : [];
    } else {
      answer.response.authenticatorData = toText(response.authenticatorData);
      answer.response.signature = toText(response.signature);
      if (response.userHandle && response.userHandle.byteLength > 0) {
        answer.response.userHandle = toText(response.userHandle);
      }
    }
    form.elements.ceremony.value = ceremony;
    form.elements.credential.value = JSON.stringify(answer);
    HTMLFormElement.prototype.submit.call(form);
  };

  const WORDS = { NotAllowedError: "cancelled", InvalidStateError: "known", Expired: "expired" };

  const ask = async (form, button) => {
    if (waiting) {
      waiting.abort();
      waiting = null;
    }
    say(form, null);
    button.disabled = true;
    try {
      const { ceremony, publicKey } = await begin(form);
      const credential =
        form.dataset.passkey === "create"
          ? await navigator.credentials.create({ publicKey })
          : await navigator.credentials.get({ publicKey });
      finish(form, ceremony, credential);
    } catch (error) {
      say(form, WORDS[error.name] || "failed");
    } finally {
      button.disabled = false;
    }
  };

  // "conditional": the browser offers passkeys where the name is typed, and says nothing when there is none.
  const wait = async (form) => {
    const own = new AbortController();
    waiting = own;
    const renew = setTimeout(() => {
      if (waiting === own) {
        own.abort();
        wait(form);
      }
    }, RENEW);
    try {
      const { ceremony, publicKey } = await begin(form);
      const credential = await navigator.credentials.get({
        publicKey,
        mediation: "conditional",
        signal: own.signal,
      });
      finish(form, ceremony, credential);
    } catch {
      // Nobody asked, so nobody is told: the button is still there.
    } finally {
      clearTimeout(renew);
    }
  };

  for (const form of forms) {
    const button = form.querySelector("button[type=submit]");
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      ask(form, button);
    });
    form.hidden = false;
    if (form.dataset.conditional !== undefined && PublicKeyCredential.isConditionalMediationAvailable) {
      PublicKeyCredential.isConditionalMediationAvailable().then((can) => can && !waiting && wait(form));
    }
  }
  for (const missing of document.querySelectorAll("[data-passkey-missing]")) {
    missing.hidden = true;
  }
})();
