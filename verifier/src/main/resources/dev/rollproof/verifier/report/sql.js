/** SQL with line numbers and colours, and what differs between two texts. The colours alone hang on the words below. */

const WORDS = new Set(('ABORT ACTION ADD AFTER ALL ALTER ALWAYS AND AS ASC ATTACH AUTOINCREMENT BEFORE BEGIN BETWEEN BY CASCADE CASE CAST CHECK COLLATE '
  + 'COLUMN COMMIT CONFLICT CONSTRAINT CREATE CROSS CURRENT_DATE CURRENT_TIME CURRENT_TIMESTAMP DEFAULT DEFERRABLE DEFERRED DELETE DESC DETACH '
  + 'DISTINCT DO DROP EACH ELSE END EXCEPT EXCLUSIVE EXISTS EXPLAIN FAIL FOR FOREIGN FROM FULL GENERATED GLOB GROUP HAVING IF IGNORE IMMEDIATE IN '
  + 'INDEX INITIALLY INNER INSERT INSTEAD INTERSECT INTO IS ISNULL JOIN KEY LEFT LIKE LIMIT MATCH MATERIALIZED NATURAL NO NOT NOTHING NOTNULL NULL '
  + 'OF OFFSET ON OR ORDER OUTER OVER PARTITION PRAGMA PRIMARY RAISE RECURSIVE REFERENCES REGEXP REINDEX RELEASE RENAME REPLACE RESTRICT '
  + 'RETURNING RIGHT ROLLBACK ROW ROWID ROWS SAVEPOINT SELECT SET STORED STRICT TABLE TEMP TEMPORARY THEN TO TRANSACTION TRIGGER TRUE FALSE UNION UNIQUE '
  + 'UPDATE USING VACUUM VALUES VIEW VIRTUAL WHEN WHERE WINDOW WITH WITHOUT').split(' '));

const TOKEN = /(--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))|('(?:[^']|'')*'?)|("(?:[^"]|"")*"?|`(?:[^`]|``)*`?|\[[^\]]*\]?)|(\b\d[\w.]*)|([A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*)/g;

/** More text than this is shown without colours. */
const MOST_COLOURED = 60000;
const MOST_LINES = 400;

/** Pieces of [class, text], line by line. */
function colouredLines(sql) {
  if (sql.length > MOST_COLOURED) return sql.split('\n').map((line) => [['', line]]);
  const lines = [[]];
  const push = (kind, text) => {
    text.split('\n').forEach((piece, i) => {
      if (i) lines.push([]);
      if (piece) lines[lines.length - 1].push([kind, piece]);
    });
  };
  let end = 0;
  for (const match of sql.matchAll(TOKEN)) {
    push('', sql.slice(end, match.index));
    end = match.index + match[0].length;
    if (match[1]) push('comment', match[0]);
    else if (match[2]) push('string', match[0]);
    else if (match[3]) push('name', match[0]);
    else if (match[4]) push('number', match[0]);
    else push(WORDS.has(match[0].toUpperCase()) ? 'word' : '', match[0]);
  }
  push('', sql.slice(end));
  return lines;
}

function pieces(line) {
  return line.map(([kind, text]) => (kind ? el('span.sql-' + kind, text) : text));
}

/**
 * A script with its line numbers. Blank lines at both ends are not shown: they are the other script's of the same file.
 * notes: from line number to what is shown below that line. anchor: what the ids of the lines begin with.
 */
function code(sql, {notes = new Map(), anchor = null, label = 'SQL', cut = 0} = {}) {
  const lines = colouredLines(sql.replace(/\r\n?/g, '\n'));
  let first = 0;
  let last = lines.length;
  const isBlank = (line) => line.every(([, text]) => !text.trim());
  while (last > first && isBlank(lines[last - 1])) last--;
  while (first < last && isBlank(lines[first])) first++;
  const body = el('tbody');
  const row = (i) => {
    const number = i + 1;
    const noted = notes.get(number);
    body.append(el('tr', {id: anchor && anchor + '-' + number, class: noted ? 'noted' : null},
      el('td.line', {'data-line': number}), el('td.text', el('code', pieces(lines[i])))));
    if (noted) body.append(el('tr.note', el('td'), el('td', noted)));
  };
  const upTo = Math.min(last, first + MOST_LINES);
  for (let i = first; i < upTo; i++) row(i);
  const box = el('div.code', {tabindex: 0, role: 'region', 'aria-label': label}, el('table', {role: 'presentation'}, body));
  if (first === last) box.append(el('p.empty', 'Nothing but blank lines.'));
  let showRest = null;
  if (upTo < last) {
    const more = el('button.more', {onclick: () => showRest()}, 'Show ' + count(last - upTo, 'more line'));
    showRest = () => {
      more.remove();
      for (let i = upTo; i < last; i++) row(i);
    };
    box.append(more);
  }
  if (cut) box.append(el('p.empty', '… ' + count(cut, 'more character') + ' in the file'));
  box.showAll = () => showRest && showRest();
  return box;
}

/** What an object is made of, a line a part. */
function definition(object) {
  if (object.k !== 'table') return data.texts[object.s].split('\n').map((line) => line.trimEnd());
  return ['TABLE ' + object.n + (object.o ? ' ' + object.o : '')]
    .concat(object.c.map(([name, text]) => '  ' + name + (text ? '  ' + text : '')))
    .concat(object.x.map((text) => '  ' + text));
}

/** Lines of ['=' | '-' | '+', text]: the longest common part of both, found in lines of any number up to a few hundred. */
function difference(before, after) {
  let head = 0;
  while (head < before.length && head < after.length && before[head] === after[head]) head++;
  let tail = 0;
  while (tail < before.length - head && tail < after.length - head
    && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  const a = before.slice(head, before.length - tail);
  const b = after.slice(head, after.length - tail);
  const middle = a.length * b.length > 250000
    ? [...a.map((line) => ['-', line]), ...b.map((line) => ['+', line])] : common(a, b);
  return [...before.slice(0, head).map((line) => ['=', line]), ...middle,
    ...before.slice(before.length - tail).map((line) => ['=', line])];
}

function common(a, b) {
  const table = Array.from({length: a.length + 1}, () => new Uint16Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      table[i][j] = a[i] === b[j] ? table[i + 1][j + 1] + 1 : Math.max(table[i + 1][j], table[i][j + 1]);
    }
  }
  const lines = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(['=', a[i++]]);
      j++;
    } else if (i < a.length && (j === b.length || table[i + 1][j] >= table[i][j + 1])) {
      lines.push(['-', a[i++]]);
    } else {
      lines.push(['+', b[j++]]);
    }
  }
  return lines;
}

const SAID = {'-': 'removed: ', '+': 'added: '};
const CLASS = {'-': 'gone', '+': 'new', '=': 'same'};

/** The lines of a difference; those who hear the page hear the marks too. */
function differenceLines(lines) {
  return el('pre.diff', {tabindex: 0}, lines.map(([sign, text]) => el('span.' + CLASS[sign],
    sign === '=' ? el('span.sign', {'aria-hidden': 'true'}, ' ') : [el('span.sign', {'aria-hidden': 'true'}, sign), el('span.heard', SAID[sign])],
    colouredLines(text).map(pieces), '\n')));
}

/** The two forms of an object as lines to compare: how they are written only where nothing else differs. */
function forms(was, is) {
  const a = was ? definition(was) : [];
  const b = is ? definition(is) : [];
  const same = was && is && a.join('\n') === b.join('\n');
  return same ? [data.texts[was.s].split('\n'), data.texts[is.s].split('\n')] : [a, b];
}
