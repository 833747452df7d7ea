/** Text of unknown origin becomes text nodes and attributes here, never markup. */

const UNFIT = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** What would turn, hide or break text stands as a backslash, u and four digits. */
function printable(text) {
  return String(text).replace(UNFIT, (c) => '\\u' + c.charCodeAt(0).toString(16).padStart(4, '0'));
}

function append(node, children) {
  for (const child of children.flat(3)) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : printable(child));
  }
  return node;
}

function attributes(node, given) {
  for (const [name, value] of Object.entries(given)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) node.addEventListener(name.slice(2), value);
    else node.setAttribute(name, value === true ? '' : printable(value));
  }
  return node;
}

/** el('a.quiet', {href: …}, 'text', …); the attributes may be left out. */
function el(tag, ...rest) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length) node.className = classes.join(' ');
  return build(node, rest);
}

function svg(tag, ...rest) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElementNS('http://www.w3.org/2000/svg', name);
  if (classes.length) node.setAttribute('class', classes.join(' '));
  return build(node, rest);
}

function build(node, rest) {
  const first = rest[0];
  const given = first && first.constructor === Object ? rest.shift() : {};
  attributes(node, given);
  return append(node, rest);
}

function count(number, one, many) {
  return number.toLocaleString('en') + ' ' + (number === 1 ? one : many || one + 's');
}

function time(milliseconds) {
  if (milliseconds >= 1000) return (milliseconds / 1000).toFixed(1) + ' s';
  return milliseconds.toFixed(milliseconds < 10 ? 1 : 0) + ' ms';
}

/** A part of an address; what is no character has none. */
function part(text) {
  return encodeURIComponent(String(text).replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd'));
}
