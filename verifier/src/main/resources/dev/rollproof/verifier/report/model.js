/** What the data says of a database, made ready when it is first asked for. */

const data = JSON.parse(document.getElementById('data').textContent);

const KINDS = {index: 'i', trigger: 't'};

/** As SQLite compares names: A to Z have no case. */
function fold(name) {
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

class Database {
  constructor(raw) {
    Object.assign(this, raw);
    this.slugs = new Map();
    this.migrations.forEach((migration, i) => {
      migration.place = i;
      migration.slug = part(migration.name);
      if (this.slugs.has(migration.slug)) migration.slug += '~' + i;
      this.slugs.set(migration.slug, i);
    });
    this.keys = this.objects.map((o) => (KINDS[o.k] || 'r') + ':' + fold(o.n));
    this.prefix = data.databases.length > 1 ? 'db:' + part(this.name) + '/' : '';
    this.changesCache = new Map();
  }

  link(...parts) {
    return '#' + this.prefix + parts.join('/');
  }

  get hasSchemas() {
    return this.objects.length > 0;
  }

  apply(state, delta) {
    if (!delta) return;
    delta[0].forEach((o) => state.delete(this.keys[o]));
    delta[1].forEach((o) => state.set(this.keys[o], o));
  }

  /** The schema after the migration at a place, from key to object; -1 for before the first. */
  state(place) {
    const state = new Map();
    if (place < 0) this.apply(state, this.migrations.length ? this.migrations[0].first : null);
    for (let i = 0; i <= place; i++) {
      this.apply(state, this.migrations[i].first);
      this.apply(state, this.migrations[i].did);
    }
    return state;
  }

  /** What a delta did, from key to {was, is}, each the number of an object or undefined. */
  static pairs(keys, delta) {
    const pairs = new Map();
    if (!delta) return pairs;
    delta[0].forEach((o) => pairs.set(keys[o], {was: o}));
    delta[1].forEach((o) => pairs.set(keys[o], {...pairs.get(keys[o]), is: o}));
    return pairs;
  }

  changes(place) {
    if (place < 0) return new Map();
    if (!this.changesCache.has(place)) {
      this.changesCache.set(place, Database.pairs(this.keys, this.migrations[place].did));
    }
    return this.changesCache.get(place);
  }

  left(place) {
    return Database.pairs(this.keys, this.migrations[place].left);
  }

  /** The table or view that an object is or belongs to. */
  relation(o) {
    const object = this.objects[o];
    return 'r:' + fold(object.t === undefined ? object.n : object.t);
  }

  /** From the key of each table or view to the places of the migrations that touch it or what belongs to it. */
  get histories() {
    if (!this.historiesMade) {
      this.historiesMade = new Map();
      this.migrations.forEach((migration, i) => {
        const touched = new Set();
        (migration.did || []).flat().forEach((o) => touched.add(this.relation(o)));
        touched.forEach((key) => {
          if (!this.historiesMade.has(key)) this.historiesMade.set(key, []);
          this.historiesMade.get(key).push(i);
        });
      });
    }
    return this.historiesMade;
  }

  /** Every finding with the migration that it is of; those of the folder first. */
  get allFindings() {
    const own = this.findings.map((finding) => ({finding}));
    return own.concat(this.migrations.flatMap((migration) => migration.findings.map((finding) => ({finding, migration}))));
  }
}

const databases = data.databases.map((raw) => new Database(raw));

function mark(pair) {
  if (pair.was === undefined) return 'added';
  return pair.is === undefined ? 'removed' : 'changed';
}
