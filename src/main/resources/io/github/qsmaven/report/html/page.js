
"use strict";
// Shows the tables of the page: finds, opens and links to them. All text goes into the page as text, never as markup.
(() => {
  /** How many tables are put into the page at a time: ten thousand at once would freeze it. */
  const CHUNK = 100;
  /** How long, in ms, the index is built at a stretch, so that the page answers meanwhile. */
  const SLICE = 12;
  /** The same for a search that comes before the index is there: it finds what it can, and the rest comes later. */
  const SEARCH = 40;
  /** Between the texts of an index: no character that a search can hold by accident. */
  const APART = "\uFFFF";
  /** What is not seen, or changes how the rest is seen: controls, lone surrogates, Unicode's Bidi_Control (UAX 9). */
  const INVISIBLE = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
  const INVISIBLE_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
  const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  const byId = (id) => document.getElementById(id);
  const section = byId("tables");
  const search = byId("search");
  const list = byId("list");
  const hitsShown = byId("hits");
  const earlier = byId("earlier");
  const more = byId("more");

  // The data, as PageTables writes it: what is null, zero or empty may be left out at the end of an array.
  const types = JSON.parse(byId("data-types").textContent);
  const tables = JSON.parse(byId("data-tables").textContent).map(
    ([schema, name, type, flags = 0, columns = 0, errors = 0, warnings = 0, accepted = 0, comment = 0, id = 0,
      dataset = 0, description = 0, labels = 0]) => ({
      schema, name, type, columns, errors, warnings, accepted, comment, id, dataset, description, labels,
      listed: flags & 1 ? name : schema + "." + name,
      unlisted: (flags & 2) !== 0,
      expected: (flags & 4) !== 0,
    }));
  /** A line of JSON for each table, parsed when it is needed. */
  const lines = byId("data-columns").textContent.split("\n").slice(1, -1);

  /** What is in a table: columns, primary key, foreign keys; or why it was not read. */
  function relation(number) {
    const line = lines[number];
    const parsed = JSON.parse(line.endsWith(",") ? line.slice(0, -1) : line);
    if (!Array.isArray(parsed)) {
      const unread = parsed ? "This table " + parsed + "." : section.dataset.unread;
      return { unread, columns: [], key: [], foreignKeys: [] };
    }
    const [columns, key = [], foreignKeys = []] = parsed;
    return { unread: "", columns: columns.map(column), key, foreignKeys };
  }

  function column([name, type, flags = 0, value = 0, comment = 0, fields = []]) {
    return { name, type: types[type || 0], notNull: flags !== 0, value, comment, fields: fields.map(column) };
  }

  // Making elements.

  function make(tag, className, ...children) {
    const element = document.createElement(tag);
    if (className) {
      element.className = className;
    }
    element.append(...children);
    return element;
  }

  const escaped = (character) =>
    SHORT[character] || "\\u" + character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");

  /** A text of others, in its own direction, with marks for what is not seen. */
  function text(string, className = "", invisible = INVISIBLE) {
    const element = make("bdi", className);
    let done = 0;
    for (const match of string.matchAll(invisible)) {
      element.append(string.slice(done, match.index), make("span", "esc", escaped(match[0])));
      done = match.index + match[0].length;
    }
    element.append(string.slice(done));
    return element;
  }

  /** A comment, whose lines stay lines. */
  const comment = (string) => make("div", "comment", text(string, "", INVISIBLE_BUT_LINES));

  const counted = (count, noun) => count.toLocaleString("en") + " " + noun + (count === 1 ? "" : "s");

  function fact(term, value) {
    return make("div", "", make("dt", "", term), make("dd", "", text(value)));
  }

  // Links: #t=schema.table, both in percent-encoding, dots of the schema too. What people write by hand is understood.

  const encode = (string) => encodeURIComponent(string.replace(/\p{Cs}/gu, escaped));
  const linkTo = (schema, name) => "#t=" + encode(schema).replace(/\./g, "%2E") + "." + encode(name);

  let linked = null;

  function numberOf(link) {
    if (!linked) {
      linked = new Map();
      for (const name of [(t) => linkTo(t.schema, t.name), (t) => "#t=" + t.listed,
        (t) => "#t=" + t.schema + "." + t.name]) {
        tables.forEach((table, number) => linked.has(name(table)) || linked.set(name(table), number));
      }
    }
    if (!linked.has(link)) {
      try {
        link = decodeURIComponent(link);
      } catch (e) {
        // Not percent-encoded, then.
      }
    }
    return linked.get(link);
  }

  // A table of the list, closed.

  function row(number, words) {
    const table = tables[number];
    const summary = make("summary", "", make("h3", "", text(table.listed)));
    if (table.type !== "table") {
      summary.append(make("span", "badge", table.type));
    }
    if (table.unlisted) {
      summary.append(make("span", "badge", "not listed"));
    }
    if (table.errors) {
      summary.append(make("span", "badge error", counted(table.errors, "error")));
    }
    if (table.warnings) {
      summary.append(make("span", "badge warning", counted(table.warnings, "warning")));
    }
    summary.append(make("span", "count", table.columns < 0 ? "not read" : counted(table.columns, "column")));
    const about = [table.dataset, table.comment].filter(Boolean);
    if (about.length) {
      const line = make("p", "about");
      about.forEach((string, i) => line.append(i ? " \u2013 " : "", text(string)));
      summary.append(line);
    }
    const found = words.length ? matches(number, words) : [];
    if (found.length) {
      const line = make("p", "hint", "In column ");
      found.forEach((path, i) => line.append(i ? ", " : "", text(path)));
      summary.append(line);
    }
    const details = make("details", "", summary);
    details.id = "t" + number;
    details.addEventListener("toggle", () => details.open && fill(details, number));
    return make("li", "", details);
  }

  // What is in a table: made when it is opened.

  function fill(details, number) {
    if (details.children.length > 1) {
      return;
    }
    const table = tables[number];
    const { unread, columns, key, foreignKeys } = relation(number);
    const inside = make("div", "inside");
    if (table.comment) {
      inside.append(comment(table.comment));
    }
    const facts = make("dl", "facts", fact("Schema", table.schema), fact("Table", table.name), fact("Type", table.type));
    for (const [term, value] of [["Dataset", table.dataset], ["Dataset id", table.id],
      ["Description", table.description], ["Labels", table.labels]]) {
      if (value) {
        facts.append(fact(term, value));
      }
    }
    inside.append(facts);
    addFindings(inside, table, number);
    inside.append(make("h4", "", "Columns"));
    inside.append(unread ? make("p", "none", text(unread)) : columnTable(table, columns, key, foreignKeys));
    if (key.length || foreignKeys.length) {
      inside.append(make("h4", "", "Keys"), keys(key, foreignKeys));
    }
    inside.append(permalink(table));
    details.append(inside);
  }

  /** Those that stand above, once more; and how many there are besides. */
  function addFindings(inside, table, number) {
    const all = table.errors + table.warnings + table.accepted;
    if (!all) {
      return;
    }
    const here = make("ul");
    for (const finding of document.querySelectorAll(`#findings [data-table="${number}"] .finding`)) {
      here.append(finding.cloneNode(true));
    }
    inside.append(make("h4", "", "Findings"), here);
    if (here.children.length < all) {
      inside.append(make("p", "none", counted(all - here.children.length, here.children.length ? "more finding" : "finding")
        + ": all of them are in the reports in JSON and as text."));
    }
  }

  function columnTable(table, columns, key, foreignKeys) {
    const titles = ["Column", "Type", "Comment"].map((title) => cell("th", "columnheader", title));
    titles.forEach((title) => (title.scope = "col"));
    const body = cell("tbody", "rowgroup");
    const ofKeys = new Set(foreignKeys.flatMap(([, , own]) => own));
    for (const each of columns) {
      const badges = [];
      if (key.includes(each.name)) {
        badges.push("primary key");
      }
      if (ofKeys.has(each.name)) {
        badges.push("foreign key");
      }
      body.append(columnRow(each, "", 0, badges));
    }
    const whole = cell("table", "table", make("caption", "hidden", "Columns of ", text(table.listed)),
      cell("thead", "rowgroup", cell("tr", "row", ...titles)), body);
    whole.className = "columns";
    return whole;
  }

  /** A part of a table. On a phone it is a block, which takes its meaning from it unless that is said. */
  function cell(tag, role, ...children) {
    const element = make(tag, "", ...children);
    element.setAttribute("role", role);
    return element;
  }

  function columnRow(each, path, depth, badges) {
    const name = cell("th", "rowheader");
    name.scope = "row";
    const type = cell("td", "cell", text(each.type));
    type.className = "type";
    const said = cell("td", "cell");
    const line = cell("tr", "row", name, type, said);
    line.style.setProperty("--depth", depth);
    line.depth = depth;
    if (each.fields.length) {
      name.append(fieldsButton(line, each, path, depth));
    }
    if (path) {
      name.append(make("span", "hidden", text(path + ".")));
    }
    name.append(text(each.name, "name"));
    badges.forEach((badge) => name.append(" ", make("span", "badge", badge)));
    const remarks = [];
    if (each.notNull) {
      remarks.push("not null");
    }
    if (each.value) {
      remarks.push("default " + each.value);
    }
    if (remarks.length) {
      type.append(make("div", "more", text(remarks.join(", "))));
    }
    if (each.comment) {
      said.append(comment(each.comment));
    }
    return line;
  }

  /** Opens and closes the fields of a column, which are rows below it. */
  function fieldsButton(line, each, path, depth) {
    const button = make("button", "", "+");
    button.type = "button";
    const whole = path ? path + "." + each.name : each.name;
    const say = (open) => {
      button.textContent = open ? "\u2212" : "+";
      button.setAttribute("aria-expanded", open);
      button.setAttribute("aria-label", "Fields of " + whole.replace(INVISIBLE, escaped));
    };
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      if (open) {
        line.after(...each.fields.map((field) => columnRow(field, whole, depth + 1, [])));
      } else {
        while (line.nextElementSibling && line.nextElementSibling.depth > depth) {
          line.nextElementSibling.remove();
        }
      }
      say(open);
    });
    say(false);
    return button;
  }

  function keys(key, foreignKeys) {
    const all = make("ul");
    if (key.length) {
      all.append(make("li", "", "Primary key: ", names(key)));
    }
    for (const [schema, name, own, theirs, constraint] of foreignKeys) {
      const link = linkTo(schema, name);
      const target = text(schema + "." + name);
      const known = numberOf(link) !== undefined;
      const line = make("li", "", "Foreign key: ", names(own), " \u2192 ", known ? make("a", "", target) : target, " (",
        names(theirs), ")");
      if (known) {
        line.querySelector("a").href = link;
      }
      if (constraint) {
        line.append(", ", text(constraint));
      }
      all.append(line);
    }
    return all;
  }

  function names(all) {
    const line = make("code");
    all.forEach((name, i) => line.append(i ? ", " : "", text(name)));
    return line;
  }

  function permalink(table) {
    const link = make("a", "", "Link to this table");
    link.href = linkTo(table.schema, table.name);
    const line = make("p", "link", link);
    if (navigator.clipboard) {
      const copy = make("button", "", "Copy link");
      copy.type = "button";
      const said = make("span");
      said.setAttribute("role", "status");
      copy.addEventListener("click", () => navigator.clipboard.writeText(link.href).then(
        () => (said.textContent = "Copied."), () => (said.textContent = "The browser does not allow copying.")));
      line.append(copy, said);
    }
    return line;
  }

  // Search: each table has one string, in lower case, of all that is searched.

  const index = [];

  function paths(columns, path, take) {
    for (const each of columns) {
      const whole = path + each.name;
      take(whole, each.comment);
      paths(each.fields, whole + ".", take);
    }
  }

  function own(number) {
    const table = tables[number];
    return [table.schema + "." + table.name, table.comment, table.dataset, table.id, table.description, table.labels];
  }

  /** As it is, and, where that differs, as it is shown. */
  function searched(parts) {
    const whole = parts.filter(Boolean).join(APART);
    const shown = whole.replace(INVISIBLE, escaped);
    return (shown === whole ? whole : whole + APART + shown).toLowerCase();
  }

  /** Builds it on, for as many ms. */
  function indexFor(time) {
    const stop = performance.now() + time;
    while (index.length < tables.length && performance.now() < stop) {
      const parts = own(index.length);
      paths(relation(index.length).columns, "", (path, said) => parts.push(path, said));
      index.push(searched(parts));
    }
  }

  function indexMeanwhile() {
    indexFor(SLICE);
    if (index.length < tables.length) {
      setTimeout(indexMeanwhile);
    } else if (words.length) {
      find();
    }
  }

  /** The first columns because of which a table is found, if its own texts do not tell why. */
  function matches(number, words) {
    const ofTable = searched(own(number));
    const others = words.filter((word) => !ofTable.includes(word));
    const found = [];
    paths(relation(number).columns, "", (path, said) => {
      if (found.length < 3 && others.some((word) => searched([path, said]).includes(word))) {
        found.push(path);
      }
    });
    return found;
  }

  // The list: a window [from, to) of the hits, which grows at both ends.

  let words = [];
  let hits = tables.map((table, number) => number);
  let from = 0;
  let to = 0;

  function rows(start, end) {
    const part = document.createDocumentFragment();
    hits.slice(start, end).forEach((number) => part.append(row(number, words)));
    return part;
  }

  function showFrom(start) {
    from = start;
    to = Math.min(start + CHUNK, hits.length);
    list.replaceChildren(rows(from, to));
    showEnds();
  }

  function showEnds() {
    earlier.hidden = from === 0;
    more.hidden = to === hits.length;
  }

  function showMore() {
    const start = to;
    to = Math.min(to + CHUNK, hits.length);
    list.append(rows(start, to));
    showEnds();
  }

  function showEarlier() {
    const end = from;
    from = Math.max(0, from - CHUNK);
    const first = list.firstElementChild;
    list.prepend(rows(from, end));
    showEnds();
    first.scrollIntoView();
  }

  function find() {
    words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const all = tables.map((table, number) => number);
    if (words.length) {
      indexFor(SEARCH);
    }
    const whole = index.length === tables.length;
    hits = words.length
      ? all.slice(0, index.length).filter((number) => words.every((word) => index[number].includes(word)))
      : all;
    hitsShown.textContent = words.length
      ? hits.length.toLocaleString("en") + " of " + counted(tables.length, "table") + (whole ? "" : ", so far")
      : counted(tables.length, "table");
    showFrom(0);
  }

  function open(number) {
    if (!hits.includes(number)) {
      search.value = "";
      find();
    }
    const place = hits.indexOf(number);
    if (place < from || place >= to) {
      showFrom(place - (place % CHUNK));
    }
    const details = byId("t" + number);
    fill(details, number);
    details.open = true;
    details.scrollIntoView();
    details.firstElementChild.focus({ preventScroll: true });
  }

  function openLinked() {
    const number = location.hash.startsWith("#t=") ? numberOf(location.hash) : undefined;
    if (number !== undefined) {
      open(number);
    } else if (location.hash.startsWith("#t=")) {
      hitsShown.textContent = "The linked table is not in this report.";
    }
  }

  search.addEventListener("input", find);
  search.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      search.value = "";
      find();
    }
  });
  document.addEventListener("keydown", (event) => {
    const typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
      event.preventDefault();
      search.focus();
      search.select();
    }
  });
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#t="]');
    // The address would not change, so that nobody would hear of it.
    if (link && link.getAttribute("href") === location.hash) {
      openLinked();
    }
  });
  window.addEventListener("hashchange", openLinked);
  window.addEventListener("beforeprint", () =>
    document.querySelectorAll("details.more").forEach((part) => (part.open = true)));
  more.addEventListener("click", showMore);
  earlier.addEventListener("click", showEarlier);
  if ("IntersectionObserver" in window) {
    new IntersectionObserver((entries) => entries.some((entry) => entry.isIntersecting) && showMore(), {
      rootMargin: "600px",
    }).observe(more);
  }

  byId("search-bar").hidden = tables.length === 0;
  find();
  openLinked();
  setTimeout(indexMeanwhile);
})();
