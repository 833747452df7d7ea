/** The picture of a schema, and the slider that travels through the versions. Every table keeps its place: Java laid them out. */

/** Below this the columns cannot be read, and are not drawn. */
const FAR = 0.45;
/** Below this the names cannot be read either. */
const TOO_FAR = 0.2;

class Diagram {
  constructor(db, say) {
    this.db = db;
    this.say = say;
    this.boxes = new Map();
    this.routes = new Map();
    this.selected = null;
    this.edgeLayer = svg('g');
    this.boxLayer = svg('g');
    this.camera = svg('g', this.edgeLayer, this.boxLayer);
    this.picture = svg('svg', {'aria-hidden': 'true'}, this.camera);
    this.node = el('div.canvas', {tabindex: 0, role: 'application', 'aria-roledescription': 'diagram',
      'aria-label': 'Picture of the schema. Arrows go from table to table, Enter opens one, plus and minus zoom, 0 shows all, Shift and arrows move the picture. A list of the tables follows.',
      onkeydown: (event) => this.key(event), onwheel: (event) => this.wheel(event),
      onpointerdown: (event) => this.down(event), onpointermove: (event) => this.move(event),
      onpointerup: (event) => this.up(event), onpointercancel: (event) => this.up(event)}, this.picture);
    this.view = {x: 0, y: 0, k: 1};
    this.pointers = new Map();
  }

  /** Draws the schema after the migration at a place; only what is other than in the last picture is drawn anew. */
  show(place, state, onlyTouched) {
    const {db} = this;
    this.state = state;
    const changes = db.changes(place);
    const belonging = this.belonging(changes);
    const keys = new Set([...this.state.keys(), ...changes.keys()].filter((key) => key.startsWith('r:')));
    this.touched = new Set([...changes.keys()].map((key) => this.relationOf(changes.get(key))));
    const near = onlyTouched ? this.near(keys, changes) : keys;
    this.present = new Set([...keys].filter((key) => near.has(key) && db.diagram.boxes[key.slice(2)]));
    const routes = new Set();
    this.present.forEach((key) => {
      const pair = changes.get(key) || {was: this.state.get(key), is: this.state.get(key)};
      this.box(key, pair, belonging.get(key) || {words: [], changed: false});
      this.edges(key, pair).forEach((name) => routes.add(name));
    });
    this.boxes.forEach((box, key) => this.toggle(box.node, this.present.has(key)));
    this.routes.forEach((route, name) => this.toggle(route.node, routes.has(name)));
    if (this.selected && !this.present.has(this.selected)) this.select(null);
    this.detail();
  }

  toggle(node, on) {
    node.style.display = on ? '' : 'none';
  }

  relationOf(pair) {
    return this.db.relation(pair.is === undefined ? pair.was : pair.is);
  }

  /** The indexes and triggers of each table, in words. */
  belonging(changes) {
    const found = new Map();
    const of = (key) => {
      if (!found.has(key)) found.set(key, {index: 0, trigger: 0, changed: false});
      return found.get(key);
    };
    this.state.forEach((o, key) => { if (!key.startsWith('r:')) of(this.db.relation(o))[this.db.objects[o].k]++; });
    changes.forEach((pair, key) => { if (!key.startsWith('r:')) of(this.relationOf(pair)).changed = true; });
    found.forEach((entry) => {
      entry.words = [entry.index ? count(entry.index, 'index', 'indexes') : null, entry.trigger ? count(entry.trigger, 'trigger') : null].filter(Boolean);
    });
    return found;
  }

  /** What the migration touches, and what refers to it or is referred to. */
  near(keys, changes) {
    const near = new Set(this.touched);
    keys.forEach((key) => {
      const pair = changes.get(key) || {is: this.state.get(key)};
      [pair.was, pair.is].filter((o) => o !== undefined).forEach((o) => (this.db.objects[o].f || []).forEach(([parent]) => {
        const to = 'r:' + fold(parent);
        if (this.touched.has(key)) near.add(to);
        if (this.touched.has(to)) near.add(key);
      }));
    });
    return near;
  }

  box(key, pair, belonging) {
    const {db} = this;
    const changed = pair.was !== pair.is ? mark(pair) : (belonging.changed ? 'changed' : 'same');
    const signature = [pair.was, pair.is, changed, belonging.words.join(), belonging.changed].join('|');
    let box = this.boxes.get(key);
    if (box && box.signature === signature) return;
    if (!box) {
      const [x, y] = db.diagram.boxes[key.slice(2)];
      box = {node: svg('g', {transform: 'translate(' + x + ',' + y + ')'})};
      box.node.dataset.key = key;
      this.boxLayer.append(box.node);
      this.boxes.set(key, box);
    }
    box.signature = signature;
    const object = db.objects[pair.is === undefined ? pair.was : pair.is];
    box.node.setAttribute('class', 'box ' + changed + (object.k === 'table' ? '' : ' other') + (key === this.selected ? ' selected' : ''));
    box.name = object.n;
    this.fill(box, key, object, pair, belonging, changed);
  }

  fill(box, key, object, pair, belonging, changed) {
    const {header, row, padding} = this.db.diagram;
    const width = this.db.diagram.boxes[key.slice(2)][2];
    const {rows, hidden, hiddenChanged} = this.rows(object, pair);
    const lines = rows.length + (hidden ? 1 : 0) + (belonging.words.length || belonging.changed ? 1 : 0);
    box.height = header + lines * row + padding;
    box.rows = new Map(rows.map((entry, i) => [fold(entry.name), header + i * row + row / 2]));
    const content = svg('g.rows');
    box.drawRows = () => {
      box.drawRows = null;
      rows.forEach((entry, i) => content.append(this.row(entry, width, header + i * row)));
      let at = rows.length;
      if (hidden) {
        content.append(this.line('… ' + count(hidden, 'more column'), 'more' + (hiddenChanged ? ' changed' : ''), width, header + at++ * row));
      }
      if (belonging.words.length || belonging.changed) {
        content.append(this.line(belonging.words.join(', ') || 'index or trigger gone', 'more' + (belonging.changed && changed !== 'added' ? ' changed' : ''), width, header + at * row));
      }
    };
    const sign = {added: '+ ', removed: '− ', changed: '~ ', same: ''}[changed];
    box.node.replaceChildren(
      svg('title', object.n + (changed === 'same' ? '' : ', ' + changed)),
      svg('rect.ground', {width, height: box.height, rx: 8}),
      svg('path.head', {d: `M0 ${header}V8a8 8 0 0 1 8-8H${width - 8}a8 8 0 0 1 8 8V${header}Z`}),
      svg('text.title', {x: 10, y: 20}, sign + this.fit(object.n, width - 20 - (object.k === 'table' ? 0 : 40), 7.6)),
      object.k === 'table' ? '' : svg('text.type', {x: width - 10, y: 20, 'text-anchor': 'end'}, object.k === 'view' ? 'view' : 'virtual'),
      content,
      svg('rect.frame', {width, height: box.height, rx: 8}));
  }

  /** Draws the columns of the tables that are in sight and near enough to be read: hundreds may be there. */
  detail() {
    const {x, y, k} = this.view;
    if (k < FAR || !this.present) return;
    const {width, height} = this.size;
    this.present.forEach((key) => {
      const box = this.boxes.get(key);
      if (!box.drawRows) return;
      const [bx, by, w, h] = this.db.diagram.boxes[key.slice(2)];
      if (bx * k + x < width && (bx + w) * k + x > 0 && by * k + y < height && (by + h) * k + y > 0) box.drawRows();
    });
  }

  /** The columns that are shown: in a long table those that changed and the keys before the others. */
  rows(object, pair) {
    const was = new Map(pair.was === undefined ? [] : this.db.objects[pair.was].c.map((c) => [fold(c[0]), c]));
    const is = pair.is === undefined ? null : new Map(this.db.objects[pair.is].c.map((c) => [fold(c[0]), c]));
    const both = pair.was !== undefined && pair.is !== undefined;
    const entries = object.c.map(([name, text, keys]) => {
      const before = was.get(fold(name));
      const changed = !both ? 'same' : before === undefined ? 'added' : before[1] !== text || before[2] !== keys ? 'changed' : 'same';
      return {name, type: text, keys, changed};
    });
    if (both) was.forEach(([name, text, keys], folded) => { if (!is.has(folded)) entries.push({name, type: text, keys, changed: 'removed'}); });
    const most = this.db.diagram.most;
    if (entries.length <= most + 1) return {rows: entries, hidden: 0};
    const weight = (entry, i) => (entry.changed !== 'same' ? 0 : entry.keys ? 1000 : 2000) + i;
    const chosen = new Set(entries.map((entry, i) => [weight(entry, i), entry]).sort((a, b) => a[0] - b[0]).slice(0, most).map(([, entry]) => entry));
    return {rows: entries.filter((entry) => chosen.has(entry)), hidden: entries.length - most,
      hiddenChanged: entries.some((entry) => !chosen.has(entry) && entry.changed !== 'same')};
  }

  fit(text, width, letter) {
    const most = Math.max(4, Math.floor(width / letter));
    const shown = printable(text);
    return shown.length <= most ? shown : shown.slice(0, most - 1) + '…';
  }

  row({name, type, keys, changed}, width, y) {
    const key = keys.includes('p') ? 'PK' : keys.includes('f') ? 'FK' : keys.includes('u') ? 'UQ' : '';
    const short = type.split(/ (?=NOT NULL|DEFAULT|COLLATE|AS |CONSTRAINT)/)[0];
    const sign = {added: '+ ', removed: '− ', changed: '~ ', same: ''}[changed];
    const space = width - 20 - 26;
    const shownName = this.fit(sign + name, Math.max(space * 0.4, space - short.length * 6.2 - 8), 6.7);
    const shownType = this.fit(short, space - shownName.length * 6.7 - 6, 6.2);
    return svg('g.row' + '.' + changed, {transform: 'translate(0,' + y + ')'},
      changed === 'same' ? '' : svg('rect', {x: 1, width: width - 2, height: 20}),
      svg('text.key', {x: 10, y: 14}, key), svg('text.column', {x: 34, y: 14}, shownName),
      svg('text.type', {x: width - 10, y: 14, 'text-anchor': 'end'}, shownType));
  }

  line(text, name, width, y) {
    return svg('g.row.' + name.replace(' ', '.'), {transform: 'translate(0,' + y + ')'},
      name.includes('changed') ? svg('rect', {x: 1, width: width - 2, height: 20}) : '', svg('text.column', {x: 34, y: 14}, text));
  }

  /** Draws the foreign keys of a table. Returns their names. */
  edges(key, pair) {
    const names = (o) => new Map(o === undefined ? [] : (this.db.objects[o].f || []).map(([parent, columns]) => {
      const folded = columns.map(fold);
      return [key.slice(2) + '\n' + folded.join('\n') + '\n\n' + fold(parent), {parent: 'r:' + fold(parent), first: folded[0]}];
    }));
    const was = names(pair.was);
    const is = names(pair.is);
    const drawn = [];
    new Map([...was, ...is]).forEach(({parent, first}, name) => {
      const route = this.db.diagram.routes[name];
      if (!route || !this.present.has(parent)) return;
      const changed = pair.was === pair.is ? 'same' : !was.has(name) ? 'added' : !is.has(name) ? 'removed' : 'same';
      this.edge(name, route, key, first, changed, parent);
      drawn.push(name);
    });
    return drawn;
  }

  edge(name, route, key, column, changed, parent) {
    const [, top] = this.db.diagram.boxes[key.slice(2)];
    const box = this.boxes.get(key);
    const y = top + (box.rows.get(column) || box.height - 16);
    let edge = this.routes.get(name);
    const signature = y + changed;
    if (edge && edge.signature === signature) return;
    if (!edge) {
      edge = {node: svg('path')};
      edge.node.dataset.child = key;
      edge.node.dataset.parent = parent;
      this.edgeLayer.append(edge.node);
      this.routes.set(name, edge);
    }
    edge.signature = signature;
    edge.node.setAttribute('class', 'edge ' + changed);
    edge.node.setAttribute('d', path(route, y));
  }

  /* What the picture shows of it all */

  get size() {
    const {clientWidth, clientHeight} = this.node;
    return {width: clientWidth || 800, height: clientHeight || 500};
  }

  place() {
    const {x, y, k} = this.view;
    this.camera.setAttribute('transform', `translate(${x},${y}) scale(${k})`);
    this.node.classList.toggle('far', k < FAR);
    this.detail();
  }

  /** Shows some tables as large as they fit, at most at their own size. */
  fitTo(keys) {
    const boxes = [...keys].map((key) => this.db.diagram.boxes[key.slice(2)]).filter(Boolean);
    if (!boxes.length) return;
    const left = Math.min(...boxes.map(([x]) => x)) - 24;
    const top = Math.min(...boxes.map(([, y]) => y)) - 24;
    const right = Math.max(...boxes.map(([x, , w]) => x + w)) + 24;
    const bottom = Math.max(...boxes.map(([, y, , h]) => y + h)) + 24;
    const {width, height} = this.size;
    const k = Math.max(0.02, Math.min(1, width / (right - left), height / (bottom - top)));
    this.view = {k, x: (width - (left + right) * k) / 2, y: (height - (top + bottom) * k) / 2};
    this.place();
  }

  /** Everything where that can be read, else what the migration touches: of a migration the columns, else at least the names. */
  fitFirst(ofMigration) {
    this.fitTo(this.present);
    if (this.view.k < (ofMigration ? FAR : TOO_FAR) && this.touched.size) {
      this.fitTo([...this.touched].filter((key) => this.present.has(key)));
    }
  }

  /** Moves the picture, where nothing of what the migration touches is in it. */
  follow() {
    const {width, height} = this.size;
    const {x, y, k} = this.view;
    const boxes = [...this.touched].map((key) => this.db.diagram.boxes[key.slice(2)]).filter(Boolean);
    const seen = boxes.some(([bx, by, w, h]) => bx * k + x > 0 && (bx + w) * k + x < width && by * k + y > 0 && (by + h) * k + y < height);
    if (!boxes.length || seen) return;
    const [bx, by, w, h] = boxes[0];
    this.view = {k, x: width / 2 - (bx + w / 2) * k, y: height / 2 - (by + h / 2) * k};
    this.place();
  }

  zoom(factor, at) {
    const {width, height} = this.size;
    const [px, py] = at || [width / 2, height / 2];
    const k = Math.max(0.02, Math.min(3, this.view.k * factor));
    const real = k / this.view.k;
    this.view = {k, x: px - (px - this.view.x) * real, y: py - (py - this.view.y) * real};
    this.place();
  }

  wheel(event) {
    // The page scrolls unless the zoom is asked for: nobody should be caught in the picture.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    const box = this.node.getBoundingClientRect();
    this.zoom(Math.exp(-event.deltaY / 300), [event.clientX - box.left, event.clientY - box.top]);
  }

  down(event) {
    this.pointers.set(event.pointerId, [event.clientX, event.clientY]);
    this.moved = false;
  }

  move(event) {
    const before = this.pointers.get(event.pointerId);
    if (!before) return;
    const now = [event.clientX, event.clientY];
    if (!this.moved && Math.hypot(now[0] - before[0], now[1] - before[1]) < 4) return;
    if (!this.moved) {
      this.moved = true;
      this.node.setPointerCapture(event.pointerId);
    }
    const others = [...this.pointers].filter(([id]) => id !== event.pointerId).map(([, point]) => point);
    if (others.length) {
      const box = this.node.getBoundingClientRect();
      const distance = (point) => Math.hypot(point[0] - others[0][0], point[1] - others[0][1]) || 1;
      this.zoom(distance(now) / distance(before), [others[0][0] - box.left, others[0][1] - box.top]);
    } else {
      this.view.x += now[0] - before[0];
      this.view.y += now[1] - before[1];
      this.place();
    }
    this.pointers.set(event.pointerId, now);
  }

  up(event) {
    const known = this.pointers.delete(event.pointerId);
    if (!known || this.moved || event.type !== 'pointerup') return;
    const box = event.target.closest && event.target.closest('.box');
    if (box) this.open(box.dataset.key);
  }

  open(key) {
    location.hash = this.db.link('table', part(this.boxes.get(key).name), ...this.where());
  }

  select(key) {
    [this.selected, key].filter((k) => k && this.boxes.has(k)).forEach((k) => this.boxes.get(k).node.classList.toggle('selected', k === key));
    this.selected = key;
    this.routes.forEach(({node}) => node.classList.toggle('lit', key !== null && (node.dataset.child === key || node.dataset.parent === key)));
    if (key === null) return;
    const box = this.boxes.get(key);
    const [x, y, w, h] = this.db.diagram.boxes[key.slice(2)];
    const {width, height} = this.size;
    const {k} = this.view;
    if (x * k + this.view.x < 0 || (x + w) * k + this.view.x > width || y * k + this.view.y < 0 || (y + h) * k + this.view.y > height) {
      this.view = {k, x: width / 2 - (x + w / 2) * k, y: height / 2 - (y + h / 2) * k};
      this.place();
    }
    this.say(box.name + ', ' + count(box.rows.size, 'column') + (box.node.classList.contains('same') ? '' : ', ' + box.node.classList[1]));
  }

  key(event) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const arrows = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    if (arrows[event.key] && event.shiftKey) {
      this.view.x -= arrows[event.key][0] * 60;
      this.view.y -= arrows[event.key][1] * 60;
      this.place();
    } else if (arrows[event.key]) this.step(...arrows[event.key]);
    else if (event.key === '+' || event.key === '=') this.zoom(1.25);
    else if (event.key === '-') this.zoom(0.8);
    else if (event.key === '0') this.fitTo(this.present);
    else if (event.key === 'Enter' && this.selected) this.open(this.selected);
    else if (event.key === 'Escape') this.select(null);
    else return;
    event.preventDefault();
  }

  /** To the nearest table in a direction. */
  step(dx, dy) {
    const middle = (key) => {
      const [x, y, w, h] = this.db.diagram.boxes[key.slice(2)];
      return [x + w / 2, y + h / 2];
    };
    if (!this.selected) {
      const first = [...this.touched].find((key) => this.present.has(key)) || [...this.present][0];
      if (first) this.select(first);
      return;
    }
    const [x, y] = middle(this.selected);
    let best = null;
    let least = Infinity;
    this.present.forEach((key) => {
      const [ox, oy] = middle(key);
      const along = (ox - x) * dx + (oy - y) * dy;
      const beside = Math.abs((ox - x) * dy) + Math.abs((oy - y) * dx);
      if (key !== this.selected && along > 1 && along + 2 * beside < least) {
        best = key;
        least = along + 2 * beside;
      }
    });
    if (best) this.select(best);
  }
}

/** A route from a table's head to a column, which may stand at another height than in the last version; round at its corners. */
function path(route, y) {
  const points = [];
  for (let i = 0; i < route.length; i += 2) points.push([route[i], route[i + 1]]);
  const last = points.length - 1;
  if (last === 1 && points[1][1] !== y) {
    const middle = (points[0][0] + points[1][0]) / 2;
    points.splice(1, 0, [middle, points[0][1]], [middle, y]);
  } else if (last > 1) points[last - 1][1] = y;
  points[points.length - 1][1] = y;
  const [sx, sy] = points[0];
  const [ex, ey] = points[points.length - 1];
  let d = `M${sx + 6} ${sy - 5}v10M${sx} ${sy}`;
  for (let i = 1; i < points.length - 1; i++) {
    const [px, py] = points[i - 1];
    const [x, yy] = points[i];
    const [nx, ny] = points[i + 1];
    const r = Math.min(7, Math.hypot(x - px, yy - py) / 2, Math.hypot(nx - x, ny - yy) / 2);
    d += `L${x - Math.sign(x - px) * r} ${yy - Math.sign(yy - py) * r}Q${x} ${yy} ${x + Math.sign(nx - x) * r} ${yy + Math.sign(ny - yy) * r}`;
  }
  return d + `L${ex} ${ey}M${ex} ${ey - 5}L${ex - 9} ${ey}L${ex} ${ey + 5}`;
}

function schemaPage(db, place, ofMigration) {
  if (!db.hasSchemas) {
    return {title: 'Schema', nodes: [el('h1', {tabindex: -1}, 'Schema'), el('p.nothing', db.migrations.length
      ? 'No version has a table, a view, an index or a trigger.' : 'This command compares with snapshots and shows no schema.')]};
  }
  const live = el('p.live', {role: 'status', 'aria-live': 'polite'});
  const heard = el('p.heard', {role: 'status', 'aria-live': 'polite'});
  const diagram = db.diagram ? new Diagram(db, (text) => { heard.textContent = printable(text); }) : null;
  const lists = el('div');
  const end = db.migrations.length - 1;
  let at = place;
  let waiting = false;
  const only = el('input', {type: 'checkbox', id: 'only', onchange: () => { draw(); if (diagram) diagram.fitTo(diagram.present); }});
  const slider = el('input', {type: 'range', min: -1, max: end, step: 1, id: 'slider', 'aria-describedby': 'where',
    oninput: () => go(Number(slider.value)), onchange: () => fillLists()});
  const where = el('p.where', {id: 'where'});
  const button = (text, label, act, attrs = {}) => el('button', {'aria-label': label, title: label, onclick: act, ...attrs}, text);
  const earlier = button('←', 'The version before', () => { go(at - 1); fillLists(); });
  const later = button('→', 'The version after', () => { go(at + 1); fillLists(); });
  const go = (to) => {
    at = Math.max(-1, Math.min(end, to));
    slider.value = at;
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
      if (diagram && !only.checked) diagram.follow();
      else if (diagram) diagram.fitTo(diagram.present);
      // One page in the history, however far one travels.
      history.replaceState(null, '', db.link('schema', at < 0 ? '-' : db.migrations[at].slug));
    });
  };
  const draw = () => {
    const migration = db.migrations[at];
    const state = db.state(at);
    const tables = [...state.keys()].filter((key) => key.startsWith('r:')).length;
    where.replaceChildren(migration ? el('a', {href: db.link('migration', migration.slug)}, migration.name) : 'Before the first migration',
      migration ? pill(migration) : '');
    slider.setAttribute('aria-valuetext', migration ? printable(migration.name) : 'before the first migration');
    live.textContent = summary(db.changes(at)) + ' ' + count(tables, 'table or view', 'tables and views') + ' in all.';
    earlier.disabled = at < 0;
    later.disabled = at === end;
    if (diagram) diagram.show(at, state, only.checked);
  };
  const fillLists = () => {
    const migration = db.migrations[at];
    lists.replaceChildren(el('section', el('h2', 'What changes here'), migration && (migration.changes || []).length ? changeWords(migration.changes)
      : el('p.nothing', 'Nothing of the schema.')), tablesAt(db, at));
  };
  if (diagram) diagram.where = () => (at === end ? [] : [at < 0 ? '-' : db.migrations[at].slug]);
  const nodes = [
    el('header.page', el('h1', {tabindex: -1}, 'Schema')),
    el('div.travel', earlier, el('label.heard', {for: 'slider'}, 'Version'), slider, later),
    where, live, heard,
    diagram ? el('div.tools', button('Fit', 'Show all tables', () => diagram.fitTo(diagram.present)), button('−', 'Smaller', () => diagram.zoom(0.8)),
      button('+', 'Larger', () => diagram.zoom(1.25)), el('label', only, ' only what this migration touches'),
      el('span.legend', el('span.added', '+ added'), el('span.changed', '~ changed'), el('span.removed', '− removed')))
      : el('p.nothing', 'There is no picture: the library org.eclipse.elk:org.eclipse.elk.alg.layered, which lays it out, is not on the class path. rollproof.jar holds it.'),
    diagram ? diagram.node : null,
    diagram ? el('p.hint', 'Drag to move, Ctrl and wheel to zoom, click a table to open it.') : null,
    lists,
  ];
  return {title: 'Schema', nodes, then: () => {
    slider.value = at;
    draw();
    fillLists();
    if (diagram) diagram.fitFirst(ofMigration);
  }};
}

function summary(changes) {
  const tally = {added: 0, changed: 0, removed: 0};
  changes.forEach((pair) => { tally[mark(pair)]++; });
  const words = Object.keys(tally).filter((name) => tally[name]).map((name) => tally[name] + ' ' + name);
  return words.length ? words.join(', ') + '.' : 'Nothing changes.';
}

function tablesAt(db, place) {
  const state = db.state(place);
  const objects = [...state].filter(([key]) => key.startsWith('r:')).map(([, o]) => db.objects[o]).sort((a, b) => (a.n < b.n ? -1 : 1));
  const where = place === db.migrations.length - 1 ? [] : [place < 0 ? '-' : db.migrations[place].slug];
  return el('section', el('h2', 'Tables and views'), objects.length ? el('ul.names', objects.map((object) => el('li',
    el('a', {href: db.link('table', part(object.n), ...where)}, object.n), object.k === 'table' ? null : [' ', el('span.kind', object.k)]))) : el('p.nothing', 'None yet.'));
}
