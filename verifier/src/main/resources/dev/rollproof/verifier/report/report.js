/** Which page is shown: the address says so, and so survives a reload and the way back. */

const main = document.getElementById('main');
let current = null;

function route() {
  const segments = location.hash.replace(/^#/, '').split('/').map((segment) => {
    try {
      return part(decodeURIComponent(segment.replace(/^db:/, '')));
    } catch {
      return segment;
    }
  });
  const named = location.hash.startsWith('#db:') ? segments.shift() : null;
  const db = databases.find((each) => part(each.name) === named) || databases[0];
  const [view, first, second, third] = segments;
  const placeOf = (slug) => (slug === undefined || slug === '' ? db.migrations.length - 1 : slug === '-' ? -1
    : db.slugs.has(slug) ? db.slugs.get(slug) : db.migrations.findIndex((migration) => part(migration.version) === slug || part(migration.name).startsWith(slug)));
  const missing = (slug) => slug && slug !== '-' && placeOf(slug) < 0;
  if (view === 'migration') {
    const place = placeOf(first);
    return [db, view, place < 0 ? nothingThere(db, 'There is no such migration.') : migrationPage(db, place, second, third && Number(third))];
  }
  if (view === 'schema') return [db, view, missing(first) ? nothingThere(db, 'There is no such version.') : schemaPage(db, placeOf(first), Boolean(first))];
  if (view === 'tables') return [db, view, tablesPage(db)];
  if (view === 'table') return [db, 'tables', missing(second) ? nothingThere(db, 'There is no such version.') : tablePage(db, first, placeOf(second))];
  if (view === 'findings') return [db, view, findingsPage(db)];
  if (view === 'check') return [db, 'findings', findingsPage(db, first)];
  return [db, '', overview(db)];
}

function show() {
  const [db, view, page] = route();
  const first = current === null;
  current = db;
  header(db, view);
  main.replaceChildren();
  append(main, page.nodes);
  document.title = printable(page.title + ' – ' + (databases.length > 1 ? db.name : db.directory) + ' – Rollproof');
  window.scrollTo(0, 0);
  if (!first) {
    const heading = main.querySelector('h1');
    if (heading) heading.focus({preventScroll: true});
  }
  if (page.then) page.then();
}

function header(db, view) {
  const top = document.getElementById('top');
  if (!top.firstChild) {
    top.append(el('a.skip', {href: '#main', onclick: (event) => {
      event.preventDefault();
      main.querySelector('h1').focus();
    }}, 'Skip to the content'), el('a.brand', {href: '#'}, 'Rollproof'), el('nav', {'aria-label': 'Pages'}), search(), theme());
  }
  const number = db.allFindings.length;
  const pages = [['', db.migrations.length ? 'Migrations' : 'Overview'], ['schema', 'Schema'], ['tables', 'Tables'], ['findings', 'Findings']];
  const nav = top.querySelector('nav');
  nav.replaceChildren(databases.length > 1 ? choice(db) : '', ...pages.filter(([to]) => db.hasSchemas || to === '' || to === 'findings').map(([to, text]) =>
    el('a', {href: db.link(to), 'aria-current': to === view || (view === 'migration' && to === '') ? 'page' : null}, text,
      to === 'findings' ? [' ', el('span.badge', number)] : null)));
}

function choice(db) {
  return el('select', {'aria-label': 'Database', onchange: (event) => { location.hash = databases[event.target.selectedIndex].link(''); }},
    databases.map((each) => el('option', {selected: each === db}, each.name + (each.passed ? ' ✓' : ' ✗'))));
}

function theme() {
  const root = document.documentElement;
  const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches);
  const button = el('button.theme', {onclick: () => {
    root.dataset.theme = isDark() ? 'light' : 'dark';
    remember(root.dataset.theme);
    name();
  }});
  const name = () => {
    button.textContent = isDark() ? '☀' : '☾';
    button.setAttribute('aria-label', isDark() ? 'Light colours' : 'Dark colours');
    button.title = button.getAttribute('aria-label');
  };
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', name);
  name();
  return button;
}

/* Some browsers keep nothing for files. */
function remember(name) {
  try {
    localStorage.setItem('rollproof-theme', name);
  } catch {
    // The page goes on as it is.
  }
}

function remembered() {
  try {
    return localStorage.getItem('rollproof-theme');
  } catch {
    return null;
  }
}

if (['dark', 'light'].includes(remembered())) document.documentElement.dataset.theme = remembered();
document.getElementById('bottom').append(printable('Rollproof ' + data.tool.version + ', SQLite ' + data.tool.sqlite));
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && !/^(INPUT|SELECT|TEXTAREA)$/.test(event.target.tagName)) {
    event.preventDefault();
    document.getElementById('search').focus();
  }
});
window.addEventListener('hashchange', show);
show();
