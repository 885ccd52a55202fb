// Passkeys (WebAuthn). A form is shown where the browser has them. When it is sent, it gets the authenticator's answer first.

function bytes(base64url) {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function text(buffer) {
  const base64 = btoa(String.fromCharCode(...new Uint8Array(buffer)));
  return base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}

function withBytes(credentials) {
  return (credentials ?? []).map((credential) => ({ ...credential, id: bytes(credential.id) }));
}

async function options(form) {
  const body = new URLSearchParams({ _csrf: form.elements._csrf.value });
  const response = await fetch(form.dataset.passkeyOptions, { method: 'POST', body });
  if (!response.ok) {
    throw new Error(`Options: ${response.status}`);
  }
  const json = await response.json();
  return { ...json, challenge: bytes(json.challenge) };
}

async function create(form) {
  const asked = await options(form);
  if (form.elements.handle) {
    form.elements.handle.value = asked.user.id;
  }
  const credential = await navigator.credentials.create({
    publicKey: {
      ...asked,
      user: { ...asked.user, id: bytes(asked.user.id) },
      excludeCredentials: withBytes(asked.excludeCredentials),
    },
  });
  return answer(credential, {
    attestationObject: text(credential.response.attestationObject),
    transports: credential.response.getTransports?.() ?? [],
  });
}

async function get(form) {
  const asked = await options(form);
  const credential = await navigator.credentials.get({
    publicKey: { ...asked, allowCredentials: withBytes(asked.allowCredentials) },
  });
  const { authenticatorData, signature, userHandle } = credential.response;
  return answer(credential, {
    authenticatorData: text(authenticatorData),
    signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  });
}

function answer(credential, response) {
  return {
    id: credential.id,
    rawId: text(credential.rawId),
    type: credential.type,
    response: { clientDataJSON: text(credential.response.clientDataJSON), ...response },
    clientExtensionResults: {},
  };
}

/* The name of a new account is in a field of another form. */
function takesName(form) {
  const field = form.dataset.passkeyName && document.querySelector(form.dataset.passkeyName);
  if (field && field.reportValidity()) {
    form.elements.name.value = field.value;
  }
  return !field || field.checkValidity();
}

/* A passkey belongs to the application's configured address, and works at no other. */
function isAvailable(form) {
  return Boolean(window.PublicKeyCredential) && location.origin === form.dataset.passkeyOrigin;
}

function enhance(form) {
  if (!isAvailable(form)) {
    return;
  }
  const button = form.querySelector('button[type="submit"]');
  const failed = form.querySelector('[data-passkey-failed]');
  const ask = form.dataset.passkey === 'create' ? create : get;
  form.hidden = false;
  form.parentElement.querySelector('[data-passkey-unavailable]')?.remove();
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (!takesName(form)) {
      return;
    }
    button.disabled = true;
    failed.hidden = true;
    try {
      form.elements.credential.value = JSON.stringify(await ask(form));
      form.submit();
    } catch (failure) {
      button.disabled = false;
      // Whoever closes the browser's dialog knows why.
      failed.hidden = failure.name === 'NotAllowedError' && form.dataset.passkey === 'get';
    }
  });
}

document.querySelectorAll('form[data-passkey]').forEach(enhance);
