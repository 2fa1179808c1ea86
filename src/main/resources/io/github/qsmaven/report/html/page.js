
"use strict";
// Shows the tables of the page: finds, opens and links to them. All text goes into the page as text, never as markup.
(() => {
  /** How many tables are put into the page at a time: ten thousand at once would freeze it. */
  const CHUNK = 50;
  /** How long, in ms, the index is built at a stretch, so that the page answers meanwhile. */
  const SLICE = 12;
  /** The same for a search that comes before the index is there: it finds what it can, and the rest comes later. */
  const SEARCH = 40;
  /** How many neighbors of a table are drawn, and how many references to it are listed. */
  const NEIGHBORS = 10;
  const REFERENCES = 50;
  /** How many lines the box of a table has, and that of a neighbor. */
  const MOST_LINES = 12;
  const MOST_LINES_BESIDE = 5;
  /** How many similar words stand for a word that is not found. */
  const SIMILAR = 8;
  /** Between the texts of an index: no character that a search can hold by accident. */
  const APART = "\uFFFF";
  /** What is not seen, or changes how the rest is seen: controls, lone surrogates, Unicode's Bidi_Control (UAX 9). */
  const INVISIBLE = /[\p{Cc}\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
  const INVISIBLE_BUT_LINES = /[^\P{Cc}\n]|[\u2028\u2029\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]|\p{Cs}/gu;
  const SHORT = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

  /** The fragment that shows the tables that nothing expects. */
  const UNCOVERED = "#uncovered";

  const byId = (id) => document.getElementById(id);
  const section = byId("tables");
  const search = byId("search");
  const sort = byId("sort");
  const show = byId("show");
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
  const schemas = new Set(tables.map((table) => table.schema)).size;
  /** As in the style sheet. */
  const narrow = matchMedia("(max-width: 40rem)");
  /** A line of JSON for each table, parsed when it is needed. */
  const lines = byId("data-columns").textContent.split("\n").slice(1, -1);

  /** What is in a table: columns, primary key, foreign keys, the numbers of the tables that reference it; or why it was not read. */
  function relation(number) {
    const line = lines[number];
    const parsed = JSON.parse(line.endsWith(",") ? line.slice(0, -1) : line);
    const [columns, key, foreignKeys, references] = Array.isArray(parsed) ? parsed : [parsed];
    const read = Array.isArray(columns);
    return {
      unread: read ? "" : columns ? "This table " + columns + "." : section.dataset.unread,
      columns: read ? columns.map(column) : [],
      key: key || [],
      foreignKeys: foreignKeys || [],
      references: references || [],
    };
  }

  function column([name, type, flags = 0, value = 0, comment = 0, fields = []]) {
    return { name, type: types[type || 0], notNull: flags !== 0, value, comment, fields: fields.map(column) };
  }

  // Findings, by the numbers of their tables; the path of a column is as in the table, without the marks of arrays.

  const SEVERITIES = ["error", "warning", "note", "accepted"];
  const SIGNS = { error: "\u2717 ", warning: "! " };
  const plain = (path) => path.replace(/(\[\])+(?=\.|$)/g, "");
  const findings = new Map();
  const [codes, reported] = JSON.parse(byId("data-findings").textContent);
  for (const [number, severity = 0, code = 0, path = 0, expected = "", actual = "", why = "", names = []] of reported) {
    const [id, title, page] = codes[code];
    const all = findings.get(number) || findings.set(number, []).get(number);
    all.push({ severity: SEVERITIES[severity], id, title, page, path: path && plain(path), expected, actual, why, names });
  }
  const findingsOf = (number) => findings.get(number) || [];

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

  /** A text of others in parts: what is seen, and, marked by true, escapes for what is not. */
  function pieces(string, invisible = INVISIBLE) {
    const all = [];
    let done = 0;
    for (const match of string.matchAll(invisible)) {
      all.push([string.slice(done, match.index), false], [escaped(match[0]), true]);
      done = match.index + match[0].length;
    }
    all.push([string.slice(done), false]);
    return all;
  }

  /** A text of others, in its own direction, with marks for what is not seen. */
  function text(string, className = "", invisible = INVISIBLE) {
    return make("bdi", className,
      ...pieces(string, invisible).map(([part, isEscape]) => (isEscape ? make("span", "esc", part) : part)));
  }

  /** A comment, whose lines stay lines. */
  const comment = (string) => make("div", "comment", text(string, "", INVISIBLE_BUT_LINES));

  const visible = (string) => string.replace(INVISIBLE, escaped);
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

  /** The heading of a table, or of a part of it; the headings of schemas, where there are several, are above it. */
  const heading = (below, ...children) => make("h" + (3 + below + (schemas > 1 ? 1 : 0)), "", ...children);

  // A table of the list, closed.

  function row(number, words) {
    const table = tables[number];
    const summary = make("summary", "", heading(0, text(table.listed)));
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
    const whole = relation(number);
    const { unread, columns } = whole;
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
    addFindings(inside, table, findingsOf(number).filter((finding) => unread || !finding.path), number);
    addKeys(inside, number, whole);
    inside.append(heading(1, "Columns"));
    inside.append(unread ? make("p", "none", text(unread)) : columnTable(number, whole));
    inside.append(permalink(table));
    details.append(inside);
  }

  /** Those that no column shows; and how many the page does not have. */
  function addFindings(inside, table, shown, number) {
    const all = table.errors + table.warnings + table.accepted;
    const known = findingsOf(number).filter((finding) => finding.severity !== "note").length;
    if (shown.length || known < all) {
      inside.append(heading(1, "Findings"));
    }
    if (shown.length) {
      inside.append(make("ul", "", ...shown.map((finding) => {
        const line = make("li", "mark " + finding.severity);
        if (finding.path) {
          line.append(make("code", "", text(finding.path)), " ");
        }
        line.append(...mark(finding));
        if (finding.actual) {
          line.append(", found ", text(finding.actual));
        }
        return line;
      })));
    }
    if (known < all) {
      inside.append(make("p", "none", counted(all - known, known ? "more finding" : "finding")
        + ": all of them are in the reports in JSON and as text."));
    }
  }

  /** What a finding is, and what was expected. */
  function mark({ severity, id, title, page, expected, why, names }) {
    const code = make(page ? "a" : "span", "code", id);
    if (page) {
      code.href = page;
      code.rel = "noopener noreferrer";
    }
    const line = [make("span", "sign", SIGNS[severity] || severity + " "),
      make("span", "hidden", SIGNS[severity] ? severity + " " : ""), code, " " + title];
    if (expected) {
      line.push(": expected ", make("strong", "", text(expected)));
    }
    if (why) {
      line.push(" (", text(why), ")");
    }
    if (names.length) {
      line.push(". Did you mean ", ...names.flatMap((name, i) => [i ? ", or " : "", make("strong", "", text(name))]), "?");
    }
    return line;
  }

  function columnTable(number, { columns, key, foreignKeys }) {
    const titles = ["Column", "Type", "Comment"].map((title) => cell("th", "columnheader", title));
    titles.forEach((title) => (title.scope = "col"));
    const body = cell("tbody", "rowgroup");
    const ofKeys = new Set(foreignKeys.flatMap(([, , own]) => own));
    const broken = new Map();
    for (const finding of findingsOf(number)) {
      if (finding.path) {
        broken.set(finding.path, [...(broken.get(finding.path) || []), finding]);
      }
    }
    for (const each of columns) {
      const badges = [];
      if (key.includes(each.name)) {
        badges.push("primary key");
      }
      if (ofKeys.has(each.name)) {
        badges.push("foreign key");
      }
      body.append(columnRow(each, "", 0, badges, broken));
    }
    const known = new Set();
    paths(columns, "", (path) => known.add(plain(path)) && false);
    for (const path of broken.keys()) {
      if (!known.has(path)) {
        body.append(columnRow({ name: path, type: "", fields: [] }, "", 0, [], broken));
      }
    }
    // Each may show others.
    for (let button; (button = body.querySelector("button[data-broken]"));) {
      delete button.dataset.broken;
      button.click();
    }
    const whole = cell("table", "table", make("caption", "hidden", "Columns of ", text(tables[number].listed)),
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

  function columnRow(each, path, depth, badges, broken) {
    const name = cell("th", "rowheader");
    name.scope = "row";
    const type = cell("td", "cell", text(each.type));
    type.className = "type";
    const said = cell("td", "cell");
    const line = cell("tr", "row", name, type, said);
    line.style.setProperty("--depth", depth);
    line.depth = depth;
    if (each.fields.length) {
      name.append(fieldsButton(line, each, path, depth, broken));
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
    for (const finding of broken.get(plain(path ? path + "." + each.name : each.name)) || []) {
      line.classList.add("broken");
      type.append(make("div", "mark " + finding.severity, ...mark(finding)));
    }
    return line;
  }

  /** Opens and closes the fields of a column, which are rows below it. */
  function fieldsButton(line, each, path, depth, broken) {
    const button = make("button", "", "+");
    button.type = "button";
    const whole = path ? path + "." + each.name : each.name;
    if ([...broken.keys()].some((other) => other.startsWith(plain(whole) + "."))) {
      button.dataset.broken = "";
    }
    const say = (open) => {
      button.textContent = open ? "\u2212" : "+";
      button.setAttribute("aria-expanded", open);
      button.setAttribute("aria-label", "Fields of " + visible(whole));
    };
    button.addEventListener("click", () => {
      const open = button.getAttribute("aria-expanded") === "false";
      if (open) {
        line.after(...each.fields.map((field) => columnRow(field, whole, depth + 1, [], broken)));
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

  // The keys of a table: as a picture of the table and its neighbors, and as a list, which has all of them.

  function addKeys(inside, number, whole) {
    const { key, foreignKeys, references } = whole;
    if (!key.length && !foreignKeys.length && !references.length) {
      return;
    }
    inside.append(heading(1, "Keys"));
    if (foreignKeys.length || references.length) {
      const figure = make("figure", "neighbors");
      figure.redraw = () => figure.replaceChildren(drawNeighbors(neighbors(number, whole), !narrow.matches, pieces));
      figure.redraw();
      inside.append(figure);
    }
    inside.append(keys(number, whole));
  }

  /** A table in the picture, with its keys, its broken columns, and those that the arrows need. */
  function box(number, { unread, columns, key, foreignKeys }, needed, most) {
    const ofKeys = new Set(foreignKeys.flatMap(([, , own]) => own));
    const broken = new Map(findingsOf(number).filter((finding) => finding.path && finding.severity !== "accepted")
      .map((finding) => [finding.path, finding]));
    const line = (name, type, finding) => ({
      mark: [key.includes(name) ? "PK" : "", ofKeys.has(name) ? "FK" : ""].join(" ").trim(),
      name: (finding ? SIGNS[finding.severity] || "" : "") + name,
      column: name,
      type,
      remark: finding && finding.expected && finding.title !== type ? ", expected " + finding.expected : "",
      broken: finding !== undefined,
    });
    const lines = columns.filter(({ name }) => key.includes(name) || needed.has(name) || broken.has(plain(name)))
      .map(({ name, type }) => line(name, type, broken.get(plain(name))));
    const known = new Set(columns.map(({ name }) => plain(name)));
    broken.forEach((finding, path) => !known.has(path) && lines.push(line(path, finding.title, finding)));
    const weight = (each) => 2 * each.broken + needed.has(each.column);
    const kept = new Set([...lines].sort((a, b) => weight(b) - weight(a)).slice(0, most));
    const more = columns.length - [...kept].filter((each) => known.has(plain(each.column))).length;
    const { listed, schema, name, errors } = tables[number];
    return {
      title: listed,
      words: visible(schema + "." + name),
      lines: lines.filter((each) => kept.has(each)),
      note: unread ? "not read" : more > 0 ? counted(more, lines.length ? "more column" : "column") : "",
      error: errors > 0,
    };
  }

  /** The most that is drawn of the neighbors on either side; what one side does not need, the other one has. */
  function neighbors(number, whole) {
    const targets = new Map();
    for (const foreignKey of whole.foreignKeys) {
      const link = linkTo(foreignKey[0], foreignKey[1]);
      targets.set(link, [...(targets.get(link) || []), foreignKey]);
    }
    const self = linkTo(tables[number].schema, tables[number].name);
    const others = [...targets].filter(([link]) => link !== self);
    const half = NEIGHBORS / 2;
    const leftCount = Math.min(others.length, Math.max(half, NEIGHBORS - whole.references.length));
    const rightCount = Math.min(whole.references.length, NEIGHBORS - leftCount);
    const ofOthers = whole.references.slice(0, rightCount).map((other) => [other, relation(other)])
      .map(([other, its]) => [other, its, its.foreignKeys.filter(([schema, name]) => linkTo(schema, name) === self)]);
    const center = box(number, whole, new Set([...whole.foreignKeys.flatMap(([, , own]) => own),
      ...(targets.get(self) || []).flatMap(([, , , theirs]) => theirs),
      ...ofOthers.flatMap(([, , its]) => its.flatMap(([, , , theirs]) => theirs))]), MOST_LINES);
    const arrows = [];
    const connect = (from, to, fromName, toName, all) => all.forEach(([, , own, theirs, constraint]) => arrows.push({
      from, to, fromColumn: own[0], toColumn: theirs[0],
      words: visible(`${constraint ? constraint + ": " : ""}${fromName} (${own.join(", ")}) references ${toName} (${theirs.join(", ")})`),
    }));
    const left = others.slice(0, leftCount).map(([link, all]) => {
      const other = numberOf(link);
      const needed = new Set(all.flatMap(([, , , theirs]) => theirs));
      const [schema, name] = all[0];
      const target = other === undefined
        ? { title: schema + "." + name, words: visible(schema + "." + name), note: "not in this report", dashed: true,
          lines: [...needed].slice(0, MOST_LINES_BESIDE).map((each) => ({ mark: "", name: each, column: each, type: "" })) }
        : { ...box(other, relation(other), needed, MOST_LINES_BESIDE), open: () => goTo(link) };
      connect(center, target, tables[number].listed, target.title, all);
      return target;
    });
    const right = ofOthers.map(([other, its, all]) => {
      const source = box(other, its, new Set(all.flatMap(([, , own]) => own)), MOST_LINES_BESIDE);
      source.open = () => goTo(linkTo(tables[other].schema, tables[other].name));
      connect(source, center, source.title, tables[number].listed, all);
      return source;
    });
    connect(center, center, tables[number].listed, "itself", targets.get(self) || []);
    const more = (all, drawn) => (all > drawn ? "and " + counted(all - drawn, "more table") : "");
    return {
      id: "n" + number, center, left, right, arrows,
      title: visible(tables[number].listed) + " and its neighbors",
      words: arrows.map((arrow) => arrow.words).join(". "),
      leftMore: more(others.length, leftCount),
      rightMore: more(whole.references.length, rightCount),
    };
  }

  function goTo(link) {
    if (location.hash === link) {
      openLinked();
    } else {
      location.hash = link;
    }
  }

  function keys(number, { key, foreignKeys, references }) {
    const all = make("ul", "keys");
    if (key.length) {
      all.append(make("li", "", "Primary key: ", names(key)));
    }
    for (const [schema, name, own, theirs, constraint] of foreignKeys) {
      all.append(keyLine("Foreign key: ", names(own), [" \u2192 ", tableLink(schema, name), " (", names(theirs), ")"], constraint));
    }
    const self = linkTo(tables[number].schema, tables[number].name);
    for (const other of references.slice(0, REFERENCES)) {
      for (const [schema, name, own, theirs, constraint] of relation(other).foreignKeys) {
        if (linkTo(schema, name) === self) {
          all.append(keyLine("Referenced by ", tableLink(tables[other].schema, tables[other].name),
            [" (", names(own), ") \u2192 ", names(theirs)], constraint));
        }
      }
    }
    if (references.length > REFERENCES) {
      all.append(make("li", "none", "Referenced by " + counted(references.length - REFERENCES, "more table")));
    }
    return all;
  }

  const keyLine = (kind, first, rest, constraint) =>
    make("li", "", kind, first, ...rest, ...(constraint ? [", ", text(constraint)] : []));

  /** The name of a table, as a link if the page has the table. */
  function tableLink(schema, name) {
    const link = linkTo(schema, name);
    if (numberOf(link) === undefined) {
      return text(schema + "." + name);
    }
    const target = make("a", "", text(schema + "." + name));
    target.href = link;
    return target;
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

  // Search: each table has one string, in lower case, of all that is searched. The vocabulary has the names and their parts.

  const index = [];
  const vocabulary = new Set();
  const SEPARATORS = /[^\p{L}\p{N}]+/u;

  function learn(name) {
    const whole = name.toLowerCase();
    if (!vocabulary.has(whole)) {
      whole.split(SEPARATORS).forEach((part) => vocabulary.add(part));
      vocabulary.add(whole);
    }
  }

  /** Takes each column and field, until that returns true. */
  function paths(columns, path, take) {
    return columns.some((each) => take(path + each.name, each.comment, each.name)
      || paths(each.fields, path + each.name + ".", take));
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
      const { schema, name, dataset } = tables[index.length];
      [schema, name, dataset || ""].forEach(learn);
      paths(relation(index.length).columns, "", (path, said, own) => {
        parts.push(path, said);
        learn(own);
        return false;
      });
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

  /** The typing mistakes in a word: characters that lack, are too many, are others, or have changed places; at most one more than most. */
  function mistakes(word, other, most) {
    let before = [];
    let last = Array.from({ length: other.length + 1 }, (each, i) => i);
    for (let i = 1; i <= word.length; i++) {
      const line = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        let cost = Math.min(last[j] + 1, line[j - 1] + 1, last[j - 1] + (word[i - 1] === other[j - 1] ? 0 : 1));
        if (i > 1 && j > 1 && word[i - 1] === other[j - 2] && word[i - 2] === other[j - 1]) {
          cost = Math.min(cost, before[j - 2] + 1);
        }
        line.push(cost);
        least = Math.min(least, cost);
      }
      if (least > most) {
        return least;
      }
      [before, last] = [last, line];
    }
    return last[other.length];
  }

  /** The words of names that differ from a word by a typing mistake, in a long one by two; the most similar first. */
  function similar(word) {
    const most = word.length >= 8 ? 2 : word.length >= 4 ? 1 : 0;
    const found = [];
    if (most) {
      for (const other of vocabulary) {
        if (Math.abs(other.length - word.length) <= most) {
          const count = mistakes(word, other, most);
          if (count <= most) {
            found.push([count, other]);
          }
        }
      }
    }
    return found.sort(([a], [b]) => a - b).slice(0, SIMILAR).map(([, other]) => other);
  }

  /** What may have been meant by a word: the word with its parts corrected, or else similar names. */
  function meant(word) {
    const corrected = word.split(/([^\p{L}\p{N}]+)/u)
      .map((part, i) => (i % 2 || vocabulary.has(part) ? part : similar(part)[0] || part)).join("");
    return SEPARATORS.test(word) && corrected !== word ? [word, corrected] : [word, ...similar(word)];
  }

  /** The first columns because of which a table is found, if its own texts do not tell why. */
  function matches(number, words) {
    const ofTable = searched(own(number));
    const others = words.filter((any) => !any.some((word) => ofTable.includes(word))).flat();
    const found = [];
    paths(others.length ? relation(number).columns : [], "", (path, said) => {
      const own = searched([path, said]);
      if (others.some((word) => own.includes(word))) {
        found.push(path);
      }
      return found.length === 3;
    });
    return found;
  }

  // The list: a window [from, to) of the hits, which grows at both ends.

  /** For each word that is searched: itself and, if that is not found, those that it may stand for. */
  let words = [];
  let hits = [];
  let from = 0;
  let to = 0;

  /** Begins with the heading of a schema, also amid its tables, unless the rows follow those that are there. */
  function rows(start, end, follow) {
    const part = document.createDocumentFragment();
    hits.slice(start, end).forEach((number, i) => {
      const { schema } = tables[number];
      if (schemas > 1 && (i || follow ? schema !== tables[hits[start + i - 1]].schema : true)) {
        part.append(make("li", "schema", make("h3", "", text(schema))));
      }
      part.append(row(number, words));
    });
    return part;
  }

  function showFrom(start) {
    from = start;
    to = Math.min(start + CHUNK, hits.length);
    list.replaceChildren(rows(from, to, false));
    showEnds();
  }

  function showEnds() {
    earlier.hidden = from === 0;
    more.hidden = to === hits.length;
  }

  function showMore() {
    const start = to;
    to = Math.min(to + CHUNK, hits.length);
    list.append(rows(start, to, true));
    showEnds();
  }

  function showEarlier() {
    const end = from;
    from = Math.max(0, from - CHUNK);
    if (schemas > 1 && tables[hits[end - 1]].schema === tables[hits[end]].schema) {
      list.firstElementChild.remove();
    }
    const first = list.firstElementChild;
    list.prepend(rows(from, end, false));
    showEnds();
    first.scrollIntoView();
  }

  const inText = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
  const byName = (a, b) => inText(a.schema, b.schema) || inText(a.name, b.name);
  const ORDERS = {
    name: byName,
    columns: (a, b) => b.columns - a.columns || byName(a, b),
    findings: (a, b) => b.errors - a.errors || b.warnings - a.warnings || b.accepted - a.accepted || byName(a, b),
  };
  const FILTERS = {
    all: () => true,
    findings: (table) => table.errors + table.warnings + table.accepted > 0,
    uncovered: (table) => !table.expected && !table.unlisted,
  };
  const orders = {};

  /** The numbers of the tables in an order, schema by schema: the schema of the first table first. */
  function ordered(name) {
    if (!orders[name]) {
      const groups = new Map();
      tables.map((table, number) => number).sort((a, b) => ORDERS[name](tables[a], tables[b])).forEach((number) => {
        const { schema } = tables[number];
        (groups.get(schema) || groups.set(schema, []).get(schema)).push(number);
      });
      orders[name] = [...groups.values()].flat();
    }
    return orders[name];
  }

  function find() {
    words = search.value.toLowerCase().split(/\s+/).filter(Boolean).map((word) => [word]);
    const shown = ordered(sort.value).filter((number) => FILTERS[show.value](tables[number]));
    const matching = () => shown.filter((number) => number < index.length
      && words.every((any) => any.some((word) => index[number].includes(word))));
    let about = "";
    let after = "";
    if (!words.length) {
      hits = shown;
    } else {
      indexFor(SEARCH);
      hits = matching();
      if (index.length < tables.length) {
        after = ", so far";
      } else if (!hits.length) {
        words = words.map(([word]) => meant(word));
        hits = matching();
        about = hits.length ? "No exact match; similar names: " : "";
      }
    }
    const all = counted(tables.length, "table");
    hitsShown.textContent = about
      + (hits.length < tables.length || words.length ? hits.length.toLocaleString("en") + " of " : "") + all + after;
    showFrom(0);
  }

  function open(number) {
    if (!hits.includes(number)) {
      search.value = "";
      show.value = "all";
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
    } else if (location.hash === UNCOVERED) {
      search.value = "";
      show.value = "uncovered";
      show.value = show.value || "all";
      find();
      section.scrollIntoView();
    } else if (location.hash.startsWith("#t=")) {
      hitsShown.textContent = "The linked table is not in this report.";
    }
  }

  for (const [value, name] of [["name", "name"], ["columns", "number of columns"], ["findings", "findings"]]) {
    sort.add(new Option(name, value));
  }
  for (const [value, name] of [["all", "all tables"], ["findings", "with findings"], ["uncovered", "without a contract"]]) {
    const count = tables.filter(FILTERS[value]).length;
    if (value === "all" || (count && (value === "findings" || tables.some((table) => table.expected)))) {
      show.add(new Option(name, value));
    }
  }

  search.addEventListener("input", find);
  sort.addEventListener("change", find);
  show.addEventListener("change", find);
  narrow.addEventListener("change", () => document.querySelectorAll(".neighbors").forEach((figure) => figure.redraw()));
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
    const link = event.target.closest(`a[href^="#t="], a[href="${UNCOVERED}"]`);
    // The address would not change, so that nobody would hear of it.
    if (link && link.getAttribute("href") === location.hash) {
      openLinked();
    }
  });
  window.addEventListener("hashchange", openLinked);
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
