import assert from "node:assert/strict";
import { test } from "node:test";
import { safeHref, toSegments } from "../../web/shared/text.js";

const links = (text) => toSegments(text).filter((one) => one.type === "link").map((one) => one.text);

test("a text without marks is one segment", () => {
  assert.deepEqual(toSegments("Bonjour <b>vous</b>"), [{ type: "text", text: "Bonjour <b>vous</b>" }]);
});

test("lines are kept, whatever ends them", () => {
  const kinds = toSegments("a\nb\r\nc\rd").map((one) => one.type);
  assert.deepEqual(kinds, ["text", "break", "text", "break", "text", "break", "text"]);
});

test("bold is read, lone stars are not", () => {
  assert.deepEqual(toSegments("le **taux** fixe"), [
    { type: "text", text: "le " },
    { type: "bold", text: "taux" },
    { type: "text", text: " fixe" },
  ]);
  assert.deepEqual(toSegments("2 ** 3 ** 4"), [{ type: "text", text: "2 ** 3 ** 4" }]);
});

test("an address ends where the sentence goes on", () => {
  assert.deepEqual(links("Voir https://exemple.fr/a, puis (https://exemple.fr/b_(c)). Et https://exemple.fr/d ?"), [
    "https://exemple.fr/a",
    "https://exemple.fr/b_(c)",
    "https://exemple.fr/d",
  ]);
});

test("a telephone and an e-mail address are shown without their scheme", () => {
  const [phone] = toSegments("tel:+33123456789");
  assert.deepEqual(phone, { type: "link", text: "+33123456789", href: "tel:+33123456789" });
  assert.deepEqual(links("mailto:aide@exemple.fr."), ["aide@exemple.fr"]);
});

test("nothing that could run or hide is a link", () => {
  for (const text of ["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd", "[banque](https://vol.example)x"]) {
    assert.deepEqual(links(text).filter((link) => !link.startsWith("https://vol")), [], text);
  }
  assert.equal(safeHref("JavaScript:alert(1)"), null);
  assert.equal(safeHref("https://"), null);
});

test("the words are all there, whatever the marks", () => {
  const text = "a **b** https://exemple.fr/x. (tel:+331) ** c\nd";
  const seen = toSegments(text).map((one) => (one.type === "break" ? "\n" : one.text)).join("");
  assert.equal(seen, "a b https://exemple.fr/x. (+331) ** c\nd");
});

test("a very long hostile text is read in reasonable time", () => {
  const start = performance.now();
  toSegments("**".repeat(20_000) + "https://" + "(".repeat(5_000) + ")".repeat(5_000));
  assert.ok(performance.now() - start < 1_000);
});
