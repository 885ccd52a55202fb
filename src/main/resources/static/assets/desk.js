// Enhances pages of the desk that also work without scripts: progress of uploads, and items that are dragged into their order.

function showProgress(form, share) {
  const progress = form.querySelector('[data-progress]');
  const bar = progress.querySelector('progress');
  progress.hidden = false;
  if (share < 1) {
    bar.value = share;
  } else {
    bar.removeAttribute('value');
  }
  progress.querySelector('[role="status"]').textContent = share < 1 ? progress.dataset.uploading : progress.dataset.checking;
}

/* Sends the form, and shows the page that the server responds with. */
function upload(form) {
  const request = new XMLHttpRequest();
  request.open('POST', form.action);
  request.responseType = 'document';
  request.upload.addEventListener('progress', (event) => showProgress(form, event.loaded / event.total));
  request.upload.addEventListener('load', () => showProgress(form, 1));
  request.addEventListener('load', () => {
    const main = request.response?.querySelector('main');
    if (request.status < 400 || !main) {
      location.assign(request.responseURL);
      return;
    }
    document.title = request.response.title;
    document.querySelector('main').replaceWith(document.adoptNode(main));
    enhance();
    (document.querySelector('[aria-invalid="true"]') ?? document.querySelector('main')).focus();
  });
  // The browser says what is wrong with the connection.
  request.addEventListener('error', () => form.submit());
  request.send(new FormData(form));
}

function makeUpload(form) {
  let sent = false;
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!sent) {
      sent = true;
      upload(form);
    }
  });
}

function codesOf(list) {
  return [...list.children].map((item) => item.dataset.code).join(',');
}

/* The server saves nothing when an item was dragged, as with the buttons: it shows the list anew. */
function makeSortable(list) {
  const form = list.closest('form');
  let dragged = null;
  let before = '';
  for (const item of list.children) {
    item.draggable = true;
  }
  list.addEventListener('dragstart', (event) => {
    dragged = event.target.closest('li');
    before = codesOf(list);
    event.dataTransfer.effectAllowed = 'move';
    dragged.dataset.dragged = '';
  });
  list.addEventListener('dragover', (event) => {
    const over = event.target.closest('li');
    if (!dragged || !over) {
      return;
    }
    event.preventDefault();
    if (over !== dragged) {
      const { top, height } = over.getBoundingClientRect();
      over[event.clientY < top + height / 2 ? 'before' : 'after'](dragged);
    }
  });
  list.addEventListener('drop', (event) => event.preventDefault());
  list.addEventListener('dragend', (event) => {
    const moved = dragged.dataset.code;
    delete dragged.dataset.dragged;
    dragged = null;
    if (event.dataTransfer.dropEffect === 'none') {
      before.split(',').forEach((code) => list.append(list.querySelector(`[data-code="${CSS.escape(code)}"]`)));
    } else if (codesOf(list) !== before) {
      form.elements.codes.value = codesOf(list);
      form.elements.moved.value = moved;
      form.submit();
    }
  });
}

const TYPED = 'typed ';

function typedIn(form) {
  return [...form.elements]
    .filter((field) => field.name && !['hidden', 'submit', 'button', 'file', 'fieldset'].includes(field.type))
    .map((field) => ({ field, name: field.name, value: field.value, checked: Boolean(field.checked) }));
}

/* From the sign-in page, or from an identity provider. A page to which a form of the desk led has what is to be seen of it. */
function isAfterSignIn() {
  return !document.referrer.startsWith(`${location.origin}/`) || /\/sign-in(?![^/?])/.test(document.referrer);
}

/* If the session is over when the form is sent, what was typed is put back after signing in. It stays in this browser tab. */
function keepTyped(form) {
  const key = `${TYPED}${document.body.dataset.keep} ${form.getAttribute('action')}`;
  const kept = isAfterSignIn() ? JSON.parse(sessionStorage.getItem(key) ?? '[]') : [];
  const fields = typedIn(form);
  let restored = false;
  for (const { name, value, checked } of kept) {
    const place = fields.findIndex((one) => one.name === name);
    if (place < 0) {
      continue;
    }
    const [one] = fields.splice(place, 1);
    if (one.value !== value || one.checked !== checked) {
      one.field.checked = checked;
      if (one.field.type !== 'checkbox' && one.field.type !== 'radio') {
        one.field.value = value;
      }
      restored = true;
    }
  }
  if (restored) {
    const notice = document.createElement('p');
    notice.className = 'notice notice-attention';
    notice.id = 'restored';
    notice.setAttribute('role', 'status');
    notice.textContent = document.body.dataset.restored;
    form.prepend(notice);
  }
  form.addEventListener('submit', () => {
    const typed = typedIn(form).map(({ name, value, checked }) => ({ name, value, checked }));
    sessionStorage.setItem(key, JSON.stringify(typed));
  });
}

/* The server has what was sent from other pages. */
function forgetTyped() {
  Object.keys(sessionStorage).filter((key) => key.startsWith(TYPED)).forEach((key) => sessionStorage.removeItem(key));
}

function enhance() {
  document.querySelectorAll('[data-keep] main form[method="post"]').forEach(keepTyped);
  forgetTyped();
  document.querySelectorAll('form[data-upload]').forEach(makeUpload);
  document.querySelectorAll('[data-sortable]').forEach(makeSortable);
}

enhance();
