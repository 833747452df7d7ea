/** The pages: all migrations, one migration, one table, the findings. Each returns {title, nodes}. */

const VERDICT = {good: 'good', warned: 'warned', bad: 'bad', missing: 'missing', passed_over: 'quiet'};
const MARKS = {good: 'Good', warned: 'To look at', bad: 'With errors', missing: 'Without rollback', passed_over: 'Passed over'};
const SIGNS = {added: '+', removed: '−', changed: '~'};

function pill(migration) {
  return el('span.pill.' + VERDICT[migration.mark], el('span', {'aria-hidden': 'true'}, migration.sign + ' '), migration.words);
}

function changeWords(changes) {
  return el('ul.changes', changes.map((change) => el('li', {'data-mark': change.mark},
    el('span.sign', {'aria-hidden': 'true'}, change.mark === '-' ? '−' : change.mark),
    el('span.heard', {'-': 'gone: ', '+': 'new: ', '~': 'changed: '}[change.mark]), change.words)));
}

function findingBody(db, finding, {place = true, migration = null} = {}) {
  return [
    el('p.check', el('span.severity.' + finding.severity, finding.severity), ' ',
      el('a', {href: db.link('check', part(finding.check))}, finding.check),
      place ? [' ', placeOf(db, finding, migration)] : null),
    el('p.message', finding.message),
    el('p.help', finding.help),
    (finding.changes || []).filter((change) => change.before !== undefined || change.after !== undefined).map((change) =>
      el('details', el('summary', change.words),
        differenceLines(difference(change.before === undefined ? [] : data.texts[change.before].split('\n'),
          change.after === undefined ? [] : data.texts[change.after].split('\n'))))),
  ];
}

function placeOf(db, finding, migration) {
  const text = finding.file + (finding.line ? ':' + finding.line : '');
  if (!migration || !finding.side) return el('span.place', text);
  const to = ['migration', migration.slug, finding.side].concat(finding.line ? [finding.line] : []);
  return el('a.place', {href: db.link(...to)}, text);
}

function findingCard(db, finding, options) {
  return el('li.finding.' + finding.severity, findingBody(db, finding, options));
}

/* All migrations */

function headline(db) {
  const [word, ...rest] = db.headline.split(': ');
  return [
    el('h1', {tabindex: -1}, el('span.pill.large.' + (db.passed ? 'good' : 'bad'), word.toLowerCase()), ' ', rest.join(': ')),
    el('p.circumstances', db.circumstances),
  ];
}

function overview(db) {
  const nodes = [el('section.hero', headline(db), tallies(db), strip(db))];
  if (db.findings.length) {
    nodes.push(el('section', el('h2', db.command === 'check' ? 'Findings' : 'Of the folder as a whole'),
      el('ul.findings', db.findings.map((finding) => findingCard(db, finding)))));
  }
  if (db.migrations.length) nodes.push(timeLine(db));
  else if (!db.findings.length) {
    nodes.push(el('p.nothing', 'Every version that has a snapshot is as its snapshot says.'));
  }
  return {title: db.passed ? 'Passed' : 'Failed', nodes};
}

function tallies(db) {
  const tally = new Map();
  db.migrations.forEach((migration) => tally.set(migration.mark, (tally.get(migration.mark) || 0) + 1));
  if (!db.migrations.length) return null;
  const times = db.migrations.reduce((sum, m) => sum + (m.ms.up || 0) + (m.ms.rollback || 0) + (m.ms.again || 0), 0);
  const tables = [...db.state(db.migrations.length - 1).values()].filter((o) => db.objects[o].k === 'table').length;
  const tile = (value, words, name) => el('div.tile' + (name ? '.' + name : ''), el('dt', words), el('dd', value));
  return el('dl.tiles', tile(db.migrations.length.toLocaleString('en'), db.migrations.length === 1 ? 'migration' : 'migrations'),
    Object.keys(MARKS).filter((name) => tally.has(name)).map((name) => tile(tally.get(name).toLocaleString('en'), MARKS[name].toLowerCase(), VERDICT[name])),
    db.hasSchemas ? tile(tables.toLocaleString('en'), tables === 1 ? 'table at the end' : 'tables at the end') : null,
    tile(time(times), 'in the scripts'));
}

/** The whole history at a glance, for the eye and the mouse: the list below says the same. */
function strip(db) {
  if (db.migrations.length < 12) return null;
  return el('div.strip', {'aria-hidden': 'true', onclick: (event) => {
    const place = event.target.dataset.place;
    if (place !== undefined) location.hash = db.link('migration', db.migrations[place].slug);
  }}, db.migrations.map((migration) => el('span.' + VERDICT[migration.mark],
    {'data-place': migration.place, title: migration.name + ': ' + migration.words})));
}

function timeLine(db) {
  const tally = new Map();
  db.migrations.forEach((migration) => tally.set(migration.mark, (tally.get(migration.mark) || 0) + 1));
  const list = el('ol.line', db.migrations.map((migration) => timeLineRow(db, migration)));
  const status = el('p.heard', {role: 'status'});
  const choose = (name, button) => {
    filter.querySelectorAll('button').forEach((other) => other.setAttribute('aria-pressed', String(other === button)));
    [...list.children].forEach((row, i) => { row.hidden = name !== null && db.migrations[i].mark !== name; });
    status.textContent = count(name === null ? db.migrations.length : tally.get(name), 'migration') + ' shown';
  };
  const chip = (name, text) => el('button.chip', {'aria-pressed': String(name === null),
    onclick: (event) => choose(name, event.currentTarget)}, text);
  const filter = el('div.filter', {role: 'group', 'aria-label': 'Which migrations are shown'},
    chip(null, 'All ' + db.migrations.length),
    Object.keys(MARKS).filter((name) => tally.has(name)).map((name) => chip(name, MARKS[name] + ' ' + tally.get(name))));
  return el('section', el('h2', 'Time line'), tally.size > 1 ? filter : null, status, list);
}

function timeLineRow(db, migration) {
  const changes = migration.changes || [];
  const short = changes.slice(0, 3).map((change) => el('span.change', {'data-mark': change.mark},
    (change.mark === '-' ? '−' : change.mark) + ' ' + change.words));
  const more = changes.length > 3 ? el('span.change', '… ' + (changes.length - 3) + ' more') : null;
  const worst = migration.findings[0];
  return el('li.' + VERDICT[migration.mark],
    el('span.dot', {'aria-hidden': 'true'}, migration.sign),
    el('div.entry',
      el('div.first', el('a.name', {href: db.link('migration', migration.slug)}, migration.name), pill(migration),
        el('span.times', timesShort(migration))),
      short.length ? el('div.short', short, more) : null,
      worst ? el('p.worst', worst.message.split('\n')[0]) : null));
}

function timesShort(migration) {
  return [['up', migration.ms.up], ['rollback', migration.ms.rollback]].filter(([, ms]) => ms !== undefined)
    .map(([word, ms]) => word + ' ' + time(ms)).join(', ');
}

/* One migration */

function migrationPage(db, place, side, line) {
  const migration = db.migrations[place];
  const scripts = el('div.scripts', script(db, migration, 'up', 'Up'), script(db, migration, 'rollback', 'Rollback'));
  const nodes = [
    steps(db, place, 'migration'),
    el('header.page', el('h1', {tabindex: -1}, migration.name, ' ', pill(migration)), timesBar(migration)),
    findingsOf(db, migration),
    el('section', el('h2', 'Scripts'), scripts, suggestion(migration)),
    schemaOf(db, migration),
    rowsOf(migration),
  ];
  return {title: migration.name, nodes, then: () => goToLine(scripts, side, line)};
}

/** To the one before and the one after. */
function steps(db, place, view) {
  const to = (at, text, rel) => {
    const migration = db.migrations[at];
    return migration ? el('a', {href: db.link(view, migration.slug), rel}, text(migration.name)) : el('span');
  };
  return el('nav.steps', {'aria-label': 'Other migrations'}, to(place - 1, (name) => '← ' + name, 'prev'),
    el('span', (place + 1) + ' of ' + db.migrations.length), to(place + 1, (name) => name + ' →', 'next'));
}

function timesBar(migration) {
  const all = [['up', 'up'], ['rollback', 'rollback'], ['again', 'up again']].filter(([key]) => migration.ms[key] !== undefined);
  if (!all.length) return el('p.circumstances', 'Not reached: nothing of it was run.');
  const longest = Math.max(...all.map(([key]) => migration.ms[key]), 0.001);
  return el('dl.times', all.map(([key, words]) => {
    const bar = el('span.bar', {'aria-hidden': 'true'});
    bar.style.width = Math.max(2, 100 * migration.ms[key] / longest) + '%';
    return el('div', el('dt', words), el('dd', time(migration.ms[key]), el('span.track', {'aria-hidden': 'true'}, bar)));
  }));
}

function findingsOf(db, migration) {
  const declared = migration.declarations.map((declaration) => el('li.finding.declared',
    el('p.check', el('span.severity', 'declared'), ' ', declaration.kind, declaration.subject ? ' ' + declaration.subject : '', ' ',
      el('span.place', declaration.file + (declaration.line ? ':' + declaration.line : ''))),
    el('p.message', declaration.reason || 'no reason is given'),
    declaration.excused.map((finding) => el('details', el('summary', 'excuses ', finding.severity, ' ', finding.check),
      el('p.message', finding.message)))));
  if (!migration.findings.length && !declared.length) {
    return el('p.nothing', migration.ms.up === undefined ? 'Nothing is known of it.' : 'Nothing was found.');
  }
  return el('section', el('h2', 'Findings'),
    el('ul.findings', migration.findings.map((finding) => findingCard(db, finding, {migration})), declared));
}

function script(db, migration, side, title) {
  const given = migration[side];
  if (!given) {
    return el('div.script', el('h3', title), el('p.nothing', 'There is none.'));
  }
  const notes = new Map();
  migration.findings.filter((finding) => finding.side === side && finding.line).forEach((finding) => {
    if (!notes.has(finding.line)) notes.set(finding.line, []);
    notes.get(finding.line).push(el('div.inline.' + finding.severity,
      el('strong', finding.check), ' ', finding.message));
  });
  return el('div.script', el('h3', title, ' ', el('span.file', given.file)),
    code(data.texts[given.text], {notes, anchor: side, label: title + ' script ' + given.file, cut: given.cut || 0}));
}

function goToLine(scripts, side, line) {
  if (!side || !line) {
    if (side) scripts.querySelector('.script:' + (side === 'up' ? 'first' : 'last') + '-child').scrollIntoView();
    return;
  }
  scripts.querySelectorAll('.code').forEach((box) => { if (line > MOST_LINES) box.showAll(); });
  const row = document.getElementById(side + '-' + line);
  if (!row) return;
  row.classList.add('target');
  row.scrollIntoView({block: 'center'});
}

function suggestion(migration) {
  if (migration.suggestion === undefined) return null;
  return el('div.script', el('h3', 'A whole rollback that brings the schema back'),
    code(data.texts[migration.suggestion], {label: 'Suggested rollback'}));
}

function schemaOf(db, migration) {
  if (migration.unreadable) return el('section', el('h2', 'Schema'), el('p.nothing', migration.unreadable));
  if (!migration.did) return null;
  const did = db.changes(migration.place);
  const left = db.left(migration.place);
  const keys = [...new Set([...did.keys(), ...left.keys()])];
  const section = el('section', el('h2', 'Schema'));
  if (!keys.length) {
    section.append(el('p.nothing', 'The up changes nothing of the schema' + (migration.left ? ', nor does the rollback.' : '.')));
    return section;
  }
  const picture = migration.did.flat().length ? el('a.button', {href: db.link('schema', migration.slug)}, 'See it in the picture') : null;
  section.append(el('div.sides',
    el('div', el('h3', 'What the up changes'), changeWords(migration.changes || [])),
    el('div', el('h3', 'What differs after the rollback'), migration.left
      ? ((migration.differences || []).length ? changeWords(migration.differences)
        : el('p.restored', left.size ? '✓ Nothing but how it is written.' : '✓ Nothing: it is byte for byte as it was.'))
      : el('p.nothing', migration.rollback ? 'The rollback did not run to its end.' : 'No rollback was run.'))), picture || '');
  const shown = keys.slice(0, MOST_CARDS);
  section.append(...shown.map((key) => objectCard(db, migration, key, did.get(key), left.get(key))));
  if (keys.length > shown.length) {
    const more = el('button.more', {onclick: () => {
      more.replaceWith(...keys.slice(MOST_CARDS).map((key) => objectCard(db, migration, key, did.get(key), left.get(key))));
    }}, 'Show ' + count(keys.length - shown.length, 'more object'));
    section.append(more);
  }
  return section;
}

const MOST_CARDS = 30;

/** An object before the up, after it, and after the rollback. */
function objectCard(db, migration, key, did, left) {
  const object = (o) => (o === undefined ? null : db.objects[o]);
  // What neither script changed on one side stood there before.
  const was = object(did ? did.was : left.was);
  const is = did ? object(did.is) : was;
  const rolled = left ? object(left.is) : was;
  const any = was || is || rolled;
  const column = (title, body) => el('div', el('h4', title), body);
  const none = (text) => el('p.nothing', text);
  const back = () => {
    if (!migration.left) return none('not run');
    if (!left) return el('p.restored', was ? '✓ as before' : '✓ gone, as before');
    return differenceLines(difference(...forms(was, rolled)));
  };
  const [before] = was && is ? forms(was, is) : [was ? definition(was) : []];
  return el('article.object', el('h3', el('span.kind', any.k), ' ',
    el('a', {href: db.link('table', part(any.t === undefined ? any.n : any.t))}, any.n)),
  el('div.three', column('Before', was ? differenceLines(before.map((line) => ['=', line])) : none('not there')),
    column('After the up', did ? differenceLines(difference(...forms(was, is))) : none('as before')),
    column('After the rollback', back())));
}

const DEEDS = {not_restored: 'not restored', lost: 'lost', left_behind: 'left behind', cascaded: 'by cascade'};

function rowsOf(migration) {
  if (!migration.rows || !migration.rows.length) return null;
  return el('section', el('h2', 'Rows that changed'), el('div.wide', {tabindex: 0, role: 'region', 'aria-label': 'Rows that changed'},
    el('table.data', el('thead', el('tr', ['Table', 'Column', 'What', 'Done by', 'Rows', 'The first of them'].map((text) => el('th', {scope: 'col'}, text)))),
      el('tbody', migration.rows.map((change) => el('tr', el('th', {scope: 'row'}, change.table), el('td', change.column || 'all'),
        el('td', DEEDS[change.kind] + ': ' + change.effect), el('td', change.by),
        el('td', change.rows.toLocaleString('en') + (change.total ? ' of ' + change.total.toLocaleString('en') : '')),
        el('td', el('code', change.examples.join('; ')))))))));
}

/* The tables */

function tablesPage(db) {
  const end = db.state(db.migrations.length - 1);
  const keys = [...db.histories.keys()].sort();
  end.forEach((o, key) => { if (key.startsWith('r:') && !db.histories.has(key)) keys.push(key); });
  const rows = keys.map((key) => {
    const places = db.histories.get(key) || [];
    const o = end.get(key);
    const object = o === undefined ? formBefore(db, key, db.migrations.length) : db.objects[o];
    if (!object) return null;
    return el('tr', {class: o === undefined ? 'dropped' : null}, el('th', {scope: 'row'}, el('a', {href: db.link('table', part(object.n))}, object.n)),
      el('td', o === undefined ? 'dropped' : object.k), el('td.number', object.c.length),
      el('td.number', places.length), el('td', places.length ? el('a', {href: db.link('migration', db.migrations[places[places.length - 1]].slug)},
        db.migrations[places[places.length - 1]].name) : 'none'));
  });
  return {title: 'Tables', nodes: [el('h1', {tabindex: -1}, 'Tables and views'),
    rows.length ? el('div.wide', el('table.data', el('thead', el('tr', ['Name', 'Kind', 'Columns', 'Migrations', 'The last of them'].map((text) => el('th', {scope: 'col'}, text)))),
      el('tbody', rows))) : el('p.nothing', 'No version has a table.')]};
}

/** The last form of an object before a place. */
function formBefore(db, key, place) {
  for (let i = Math.min(place, db.migrations.length) - 1; i >= 0; i--) {
    const pair = db.changes(i).get(key);
    if (pair) return db.objects[pair.is === undefined ? pair.was : pair.is];
  }
  return null;
}

function tablePage(db, slug, place) {
  const key = findTable(db, slug);
  if (key === null) return nothingThere(db, 'No version has a table or view of this name.');
  const state = db.state(place);
  const there = state.get(key);
  const object = there === undefined ? formBefore(db, key, db.migrations.length) : db.objects[there];
  const at = place < 0 ? 'before the first migration' : 'at ' + db.migrations[place].name;
  const own = [...state.values()].map((o) => db.objects[o]).filter((o) => o.t !== undefined && 'r:' + fold(o.t) === key);
  const incoming = [...state.values()].map((o) => db.objects[o]).filter((o) => (o.f || []).some(([parent]) => 'r:' + fold(parent) === key));
  return {title: object.n, nodes: [
    el('header.page', el('h1', {tabindex: -1}, el('span.kind', object.k), ' ', object.n),
      el('p.circumstances', there === undefined ? 'It is not there ' + at + '; this is its last form.' : 'As it is ' + at + '.')),
    columnsTable(object),
    belongings(db, object, own, incoming),
    el('section', el('h2', 'Its SQL'), code(data.texts[object.s], {label: 'SQL of ' + object.n})),
    historyOf(db, key, object),
  ]};
}

function findTable(db, slug) {
  let found = null;
  db.objects.forEach((object, o) => { if (db.keys[o].startsWith('r:') && part(object.n) === slug) found = db.keys[o]; });
  return found;
}

const KEYS = {p: 'primary key', f: 'foreign key', u: 'unique'};

function columnsTable(object) {
  return el('section', el('h2', 'Columns'), el('div.wide', el('table.data', el('thead', el('tr', ['Column', 'Definition', 'Key'].map((text) => el('th', {scope: 'col'}, text)))),
    el('tbody', object.c.map(([name, text, keys]) => el('tr', el('th', {scope: 'row'}, name), el('td', el('code', colouredLines(text).map(pieces))),
      el('td', [...keys].map((key) => KEYS[key]).join(', '))))))),
  object.x && object.x.length ? [el('h3', 'Constraints'), el('ul.plain', object.x.map((text) => el('li', el('code', colouredLines(text).map(pieces)))))] : null);
}

function belongings(db, object, own, incoming) {
  const parents = (object.f || []).map(([parent, columns]) => el('li', el('code', columns.join(', ')), ' refers to ', el('a', {href: db.link('table', part(parent))}, parent)));
  const children = incoming.length ? el('li', 'referred to by ', incoming.map((child, i) => [i ? ', ' : '', el('a', {href: db.link('table', part(child.n))}, child.n)])) : null;
  const others = own.map((o) => el('li', el('span.kind', o.k), ' ', el('strong', o.n), ' ', el('code', o.d)));
  if (!parents.length && !children && !others.length) return null;
  return el('section', el('h2', 'Around it'), el('ul.plain', parents, children, others));
}

function historyOf(db, key, object) {
  const places = db.histories.get(key) || [];
  return el('section', el('h2', 'History'), places.length ? el('ol.line', places.map((place) => {
    const migration = db.migrations[place];
    const pair = db.changes(place).get(key);
    const words = (migration.changes || []).filter((change) => 'r:' + fold(change.of) === key);
    return el('li.' + VERDICT[migration.mark], el('span.dot', {'aria-hidden': 'true'}, pair ? SIGNS[mark(pair)] : '·'),
      el('div.entry', el('div.first', el('a.name', {href: db.link('migration', migration.slug)}, migration.name), pill(migration),
        el('a.times', {href: db.link('schema', migration.slug)}, 'in the picture')),
      words.length ? changeWords(words) : el('p.circumstances', 'Only how it is written.'),
      pair && pair.was !== undefined && pair.is !== undefined ? differenceLines(difference(...forms(db.objects[pair.was], db.objects[pair.is]))) : null));
  })) : el('p.nothing', 'It was there before the first migration that is shown.'));
}

/* The findings */

function findingsPage(db, id) {
  const groups = new Map();
  db.allFindings.forEach((entry) => {
    if (!groups.has(entry.finding.check)) groups.set(entry.finding.check, []);
    groups.get(entry.finding.check).push(entry);
  });
  const names = [...groups.keys()].filter((name) => !id || part(name) === id);
  const nodes = [el('h1', {tabindex: -1}, id ? ['Check ', names[0] || ''] : 'Findings')];
  if (!names.length) nodes.push(el('p.nothing', id ? 'This check found nothing.' : 'Nothing was found.'));
  if (id) nodes.push(el('p', el('a', {href: db.link('findings')}, 'All findings')));
  names.forEach((name) => {
    const entries = groups.get(name);
    const list = el('ul.findings');
    const add = (from, to) => entries.slice(from, to).forEach(({finding, migration}) => list.append(el('li.finding.' + finding.severity,
      migration ? el('p.of', el('a', {href: db.link('migration', migration.slug)}, migration.name)) : null, findingBody(db, finding, {migration}))));
    add(0, id ? Infinity : 5);
    nodes.push(el('section', id ? null : el('h2', name, ' ', el('span.badge', entries.length)), list,
      !id && entries.length > 5 ? el('p', el('a', {href: db.link('check', part(name))}, 'All ' + entries.length)) : null));
  });
  return {title: id ? names[0] || 'Check' : 'Findings', nodes};
}

function nothingThere(db, text) {
  return {title: 'Not there', nodes: [el('h1', {tabindex: -1}, 'Not there'), el('p.nothing', text), el('p', el('a', {href: db.link('')}, 'All migrations'))]};
}
