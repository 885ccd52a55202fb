// Enhances pages that also work without scripts: terms in a dialog, the reader's time zone, menus, and forms that are sent once.

const LONGEST_REQUEST = 10_000;

/* Only the browser knows the reader's time zone. The server uses it for times and days: see ReaderZone.java. */
function sendTimeZone() {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) {
    const secure = location.protocol === 'https:' ? '; Secure' : '';
    document.cookie = `zone=${zone}; Path=/; Max-Age=31536000; SameSite=Lax${secure}`;
  }
}

/* Menus are <details>. They also close on Escape, on a click elsewhere, and when they lose the focus. */
function closeMenus(except) {
  for (const menu of document.querySelectorAll('[data-menu][open]')) {
    if (!menu.contains(except)) {
      menu.open = false;
    }
  }
}

document.addEventListener('click', (event) => closeMenus(event.target));
document.addEventListener('focusin', (event) => closeMenus(event.target));
document.addEventListener('keydown', (event) => {
  const menu = event.key === 'Escape' && document.querySelector('[data-menu][open]');
  if (menu) {
    menu.open = false;
    menu.querySelector('summary').focus();
  }
});

/* A long menu of links has a search field, and its links can be reached with the arrow keys. */
function withoutAccents(text) {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

function makeSearchable(search) {
  const menu = search.closest('[data-menu]');
  const input = search.querySelector('input');
  const status = menu.querySelector('[data-menu-found]');
  const items = [...menu.querySelectorAll('li')];
  const shown = () => items.filter((item) => !item.hidden).map((item) => item.querySelector('a'));

  function show() {
    const words = withoutAccents(input.value).split(/\s+/);
    for (const item of items) {
      const text = withoutAccents(item.textContent);
      item.hidden = !words.every((word) => text.includes(word));
    }
    status.textContent = input.value
      ? status.dataset.text.replace('{found}', shown().length).replace('{all}', items.length)
      : '';
  }

  search.hidden = false;
  input.addEventListener('input', () => {
    show();
    menu.querySelector('ul').scrollTop = 0;
  });
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && input.value) {
      shown()[0]?.click();
    }
  });
  menu.addEventListener('keydown', (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const stops = [input, ...shown()];
    const at = stops.indexOf(document.activeElement);
    if (step && at >= 0) {
      event.preventDefault();
      stops[at + step]?.focus();
    }
  });
  menu.addEventListener('toggle', () => {
    if (!menu.open) {
      // The event comes late: after opening, something may have been typed already.
      input.value = '';
      show();
    } else {
      menu.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
      // On a touch screen the focus would open a keyboard that covers the list.
      if (matchMedia('(hover: hover)').matches) {
        input.focus();
      }
    }
  });
}

/* A form is busy until there is a response, until the page is restored from the history, or until a time-out. */
function setBusy(form) {
  form.setAttribute('aria-busy', 'true');
  setTimeout(() => setIdle(form), LONGEST_REQUEST);
}

function setIdle(form) {
  [form, ...form.elements].forEach((busy) => busy.removeAttribute('aria-busy'));
}

function isBusy(form) {
  return form.hasAttribute('aria-busy');
}

window.addEventListener('pageshow', (event) => {
  document.querySelectorAll('form[aria-busy]').forEach(setIdle);
  if (event.persisted) {
    document.querySelector('dialog[open]')?.close();
  }
});

/* Requests a download. The server responds with the terms or with the page of the download. */
async function requestDownload(form, button) {
  setBusy(form);
  button.setAttribute('aria-busy', 'true');
  form.action = button.formAction;
  try {
    const response = await fetch(form.action, { method: 'POST', body: new URLSearchParams(new FormData(form)) });
    const path = new URL(response.url).pathname;
    const terms = response.ok && path.endsWith('/terms') ? termsIn(await response.text()) : null;
    if (terms) {
      showTerms(terms);
      setIdle(form);
    } else if (response.ok && path.includes('/downloads/')) {
      location.assign(response.url);
    } else {
      form.submit();
    }
  } catch {
    form.submit();
  }
}

function termsIn(html) {
  return new DOMParser().parseFromString(html, 'text/html').getElementById('terms');
}

function showTerms(terms) {
  const dialog = document.createElement('dialog');
  dialog.className = 'dialog';
  dialog.setAttribute('aria-labelledby', 'terms-title');
  dialog.append(document.adoptNode(terms));
  dialog.addEventListener('close', () => dialog.remove());
  dialog.querySelector('[data-cancel]').addEventListener('click', (event) => {
    event.preventDefault();
    dialog.close();
  });
  // The text scrolls inside the dialog, so it must be reachable with the keyboard.
  dialog.querySelector('#terms-text').tabIndex = 0;
  document.body.append(dialog);
  dialog.showModal();
  dialog.querySelector('#terms-title').focus();
}

/* Shows the validation error of the checkbox, as the server would. */
function validateCheckbox(box, error) {
  box.setAttribute('aria-invalid', String(!box.checked));
  error.hidden = box.checked;
  if (box.checked) {
    box.removeAttribute('aria-describedby');
  } else {
    box.setAttribute('aria-describedby', error.id);
    box.focus();
  }
}

document.addEventListener('change', (event) => {
  if (event.target.id === 'agreed' && event.target.checked) {
    validateCheckbox(event.target, document.getElementById('agreed-error'));
  }
});

document.addEventListener('submit', (event) => {
  const form = event.target;
  if (isBusy(form)) {
    event.preventDefault();
  } else if (form.matches('[data-download]')) {
    event.preventDefault();
    requestDownload(form, event.submitter);
  } else if (form.matches('[data-agreement]') && !form.elements.agreed.checked) {
    event.preventDefault();
    validateCheckbox(form.elements.agreed, document.getElementById('agreed-error'));
  } else if (form.matches('[data-once]')) {
    setBusy(form);
  }
});

document.querySelectorAll('[data-menu-search]').forEach(makeSearchable);
sendTimeZone();
