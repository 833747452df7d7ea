/** The search: migrations, tables, columns and checks of all databases. */

const MOST_RESULTS = 12;

function everything() {
  const entries = [];
  databases.forEach((db) => {
    const of = databases.length > 1 ? ' in ' + db.name : '';
    db.migrations.forEach((migration) => entries.push({kind: 'migration' + of, text: migration.name, href: db.link('migration', migration.slug)}));
    const seen = new Set();
    db.objects.forEach((object) => {
      const owner = object.t === undefined ? object.n : object.t;
      const add = (kind, text) => {
        if (seen.has(kind + text)) return;
        seen.add(kind + text);
        entries.push({kind: kind + of, text, href: db.link('table', part(owner))});
      };
      add(object.k, object.n);
      (object.c || []).forEach(([name]) => add('column', object.n + '.' + name));
    });
    new Set(db.allFindings.map(({finding}) => finding.check)).forEach((check) =>
      entries.push({kind: 'check' + of, text: check, href: db.link('check', part(check))}));
  });
  entries.forEach((entry) => { entry.lower = entry.text.toLowerCase(); });
  return entries;
}

function search() {
  let entries = null;
  let chosen = -1;
  const list = el('ul', {id: 'results', role: 'listbox', 'aria-label': 'Found', hidden: true});
  const status = el('p.heard', {role: 'status'});
  const input = el('input', {type: 'search', id: 'search', placeholder: 'Search', autocomplete: 'off', spellcheck: 'false', role: 'combobox',
    'aria-label': 'Search migrations, tables, columns and checks', 'aria-expanded': 'false', 'aria-controls': 'results', 'aria-autocomplete': 'list',
    oninput: () => look(), onkeydown: (event) => key(event), // Who comes back at once goes on.
    onblur: () => setTimeout(() => { if (document.activeElement !== input) close(); }, 150)});
  const close = () => {
    list.hidden = true;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
    chosen = -1;
  };
  const look = () => {
    entries = entries || everything();
    const wanted = input.value.trim().toLowerCase();
    if (!wanted) return close();
    const found = entries.filter((entry) => entry.lower.includes(wanted));
    // What begins so comes first, then the shorter.
    const rank = (entry) => (entry.lower === wanted ? 0 : entry.lower.startsWith(wanted) ? 1 : 2);
    found.sort((a, b) => rank(a) - rank(b));
    const shown = found.slice(0, MOST_RESULTS);
    list.replaceChildren(...shown.map((entry, i) => el('li', {role: 'option', id: 'result-' + i, 'aria-selected': 'false',
      'data-href': entry.href, onpointerdown: (event) => { event.preventDefault(); take(event.currentTarget); }},
    el('span.kind', entry.kind), ' ', entry.text)));
    if (!shown.length) list.append(el('li.nothing', {role: 'option', 'aria-disabled': 'true', 'aria-selected': 'false'}, 'Nothing is called so.'));
    list.hidden = false;
    input.setAttribute('aria-expanded', 'true');
    status.textContent = found.length > MOST_RESULTS ? count(found.length, 'match', 'matches') + ', the first ' + MOST_RESULTS + ' shown' : count(found.length, 'match', 'matches');
    if (shown.length) choose(0);
  };
  const choose = (to) => {
    const options = [...list.querySelectorAll('[data-href]')];
    if (!options.length) return;
    chosen = (to + options.length) % options.length;
    options.forEach((option, i) => option.setAttribute('aria-selected', String(i === chosen)));
    input.setAttribute('aria-activedescendant', options[chosen].id);
    options[chosen].scrollIntoView({block: 'nearest'});
  };
  const take = (option) => {
    input.value = '';
    close();
    location.hash = option.dataset.href;
  };
  const key = (event) => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (list.hidden) look();
      else choose(chosen + (event.key === 'ArrowDown' ? 1 : -1));
    } else if (event.key === 'Enter' && chosen >= 0) take(list.querySelectorAll('[data-href]')[chosen]);
    else if (event.key === 'Escape') {
      input.value = '';
      close();
    } else return;
    event.preventDefault();
  };
  return el('div.search', {role: 'search'}, input, list, status);
}
