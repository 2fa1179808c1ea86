
"use strict";
/**
 * Draws a table with the tables that it references, on its left, and those that reference it, on its right; on a narrow screen
 * above and below it. A box is {title, words, note, lines, error, dashed, open}; a line is {mark, column, name, type, remark,
 * broken}, whose remark is shown if there is room for it; an arrow is {from, to, fromColumn, toColumn, words}. All text goes
 * into the picture as text, never as markup.
 */
const drawNeighbors = (() => {
  const SIDE = 250;
  const CENTER = 380;
  const GAP = 60;
  /** Beside the boxes on a narrow screen, for the arrows. */
  const MARGIN = 28;
  const SPACE = 14;
  const LINE = 19;
  /** Where the first line of a box stands. */
  const FIRST = 46;
  /** Where names begin in a box, after the marks of keys. */
  const NAMES = 52;
  /** Of a character of a title and of a line, in px: fonts in which all have the same have at most this one. */
  const TITLE_WIDTH = 8.5;
  const WIDTH = 7.3;
  const LONGEST = 400;
  /** Characters that take the place of two, and of none. */
  const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}\uFF00-\uFF60]/u;
  const NARROW = /[\p{M}\u200B-\u200D\uFE00-\uFE0F]/u;

  function make(tag, attributes, ...children) {
    const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
  }

  const width = (character) => (WIDE.test(character) ? 2 : NARROW.test(character) ? 0 : 1);
  const widthOf = (string) => [...string].reduce((sum, character) => sum + width(character), 0);

  /** As much of a text as there is room for, in characters, with marks for what is not seen. */
  function label(string, room, attributes, pieces) {
    const parts = pieces([...string].slice(0, LONGEST).join("")).flatMap(([part, isEscape]) =>
      isEscape ? [[make("tspan", { class: "esc" }, part), part.length]] : [...part].map((one) => [one, width(one)]));
    const fits = parts.reduce((sum, [, size]) => sum + size, 0) <= room;
    const element = make("text", attributes);
    let left = fits ? room : room - 1;
    for (const [part, size] of parts) {
      left -= size;
      if (left < 0) {
        break;
      }
      element.append(part);
    }
    element.append(fits ? "" : "\u2026");
    element.normalize();
    return element;
  }

  const heightOf = (box) => FIRST - 6 + (box.lines.length + (box.note ? 1 : 0)) * LINE;

  /** A box is a picture of its own, so that nothing in it is seen outside it. */
  function drawBox(box, pieces) {
    const { x, y, size } = box;
    const inside = make("svg", { x, y, width: size, height: heightOf(box) },
      make("rect", { x: 1, y: 1, width: size - 2, height: heightOf(box) - 2, rx: 6 }),
      label(box.title, Math.floor((size - 24) / TITLE_WIDTH), { x: 12, y: 24, class: "name" }, pieces));
    box.lines.forEach((line, i) => {
      const at = FIRST + i * LINE;
      const broken = line.broken ? " broken" : "";
      const room = Math.floor((size - NAMES - 12) / WIDTH);
      const left = room - 1 - widthOf(line.name);
      const type = line.type + (line.remark && widthOf(line.type + line.remark) <= left ? line.remark : "");
      const ofType = Math.min(widthOf(type), Math.max(11, left));
      inside.append(make("text", { x: 12, y: at, class: "keys" + broken }, line.mark),
        label(line.name, room - (ofType ? ofType + 1 : 0), { x: NAMES, y: at, class: "column" + broken }, pieces),
        label(type, ofType, { x: size - 12, y: at, class: "type" + broken }, pieces));
    });
    if (box.note) {
      inside.append(make("text", { x: NAMES, y: FIRST + box.lines.length * LINE, class: "note" }, box.note));
    }
    const group = make("g", { class: "box" + (box.error ? " error" : "") + (box.dashed ? " dashed" : "") },
      make("title", {}, box.words), inside);
    if (box.open) {
      group.classList.add("linked");
      group.addEventListener("click", box.open);
    }
    return group;
  }

  /** An arrow from the side of a box to the side of another: -1 is the left side, 1 the right one. */
  function drawArrow(arrow, fromSide, toSide, bend) {
    const [x1, x2] = [[arrow.from, fromSide], [arrow.to, toSide]].map(([box, side]) => box.x + (side < 0 ? 0 : box.size));
    const [y1, y2] = [[arrow.from, arrow.fromColumn], [arrow.to, arrow.toColumn]].map(([box, column]) => {
      const line = box.lines.findIndex((each) => each.column === column);
      return box.y + (line < 0 ? 20 : FIRST - 4 + line * LINE);
    });
    const end = y1 === y2 && arrow.from === arrow.to ? y2 - 20 : y2;
    const tip = x2 + toSide * 8;
    return make("g", { class: "arrow" }, make("title", {}, arrow.words),
      make("path", { d: `M${x1} ${y1}C${x1 + fromSide * bend} ${y1} ${x2 + toSide * bend} ${end} ${x2} ${end}` }),
      make("path", { d: `M${tip} ${end - 4}L${x2} ${end}L${tip} ${end + 4}` }));
  }

  return ({ id, title, words, center, left, right, leftMore, rightMore, arrows }, wide, pieces) => {
    const toSelf = arrows.some((arrow) => arrow.from === arrow.to);
    const size = wide ? CENTER : SIDE + 40;
    const x = !left.length ? 0 : wide ? SIDE + GAP : MARGIN;
    const columns = [
      { boxes: left, more: leftMore, x: wide ? 0 : x, size: wide ? SIDE : size },
      { boxes: [center], more: "", x, size },
      { boxes: right, more: rightMore, x: wide ? x + size + GAP : x, size: wide ? SIDE : size },
    ];
    columns.forEach((column) => (column.height = Math.max(0,
      column.boxes.reduce((sum, box) => sum + heightOf(box) + SPACE, column.more ? 24 : -SPACE))));
    const heights = columns.map((column) => column.height);
    const total = wide ? Math.max(...heights) : heights.reduce((sum, height) => sum + height + (height > 0 ? SPACE : 0), -SPACE);
    const whole = x + size + (!wide ? MARGIN : right.length ? GAP + SIDE : toSelf ? GAP / 2 : 0);
    const notes = [];
    let top = 0;
    for (const column of columns) {
      let y = wide ? (total - column.height) / 2 : top;
      for (const box of column.boxes) {
        Object.assign(box, { x: column.x, y, size: column.size });
        y += heightOf(box) + SPACE;
      }
      if (column.more) {
        notes.push(make("text", { x: column.x + 12, y: y + 10, class: "note" }, column.more));
      }
      top = y + (column.more ? 24 : 0);
    }
    return make("svg", { viewBox: `0 0 ${whole} ${total}`, width: whole, height: total, role: "img",
      "aria-labelledby": id + "-title", "aria-describedby": id + "-words" },
    make("title", { id: id + "-title" }, title), make("desc", { id: id + "-words" }, words),
    ...arrows.map((arrow) => arrow.from === arrow.to ? drawArrow(arrow, 1, 1, 30)
      : wide ? drawArrow(arrow, -1, 1, GAP / 2)
        : arrow.from === center ? drawArrow(arrow, -1, -1, 30) : drawArrow(arrow, 1, 1, 30)),
    ...columns.flatMap((column) => column.boxes).map((box) => drawBox(box, pieces)), ...notes);
  };
})();
