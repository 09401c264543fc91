/** Which answers have « Partager », and the addresses that open other programs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { lines } from "../../web/widget/selectors.js";
import { CHANNELS, messageAddress } from "../../web/widget/sharing.js";
import { speak } from "../../web/widget/strings.js";
import { STRINGS } from "../../web/widget/strings_fr.js";

speak(STRINGS);
import { after, arrived, session, written } from "./helpers.mjs";

const URL_SENT = "https://aide.example.fr/s/0123456789?c=email";
const mark = (response) => ({ custom: { shareable: response } });
const shareable = (...news) => lines(after(session(), ...news)).map((line) => line.shareSeq);

test("only an answer of the bot's that says so can be shared", () => {
  assert.deepEqual(shareable(arrived(1), arrived(2, mark("utter_fees"))), [null, 2]);
  assert.deepEqual(shareable(arrived(1, { sender: "agent", ...mark("utter_fees") })), [null]);
  assert.deepEqual(shareable(arrived(1, mark(7)), arrived(2, mark(null)), written("a")), [null, null, null]);
});

test("an answer of several messages is shared from its last one", () => {
  const run = [arrived(1, mark("utter_fees")), arrived(2, mark("utter_fees")), arrived(3, mark("utter_rate"))];
  assert.deepEqual(shareable(...run), [null, 2, 3]);
});

test("a message of another program holds a sentence and the link, whole", () => {
  for (const channel of CHANNELS.filter((one) => one !== "copy")) {
    const address = new URL(messageAddress(channel, URL_SENT));
    const text = address.searchParams.get(channel === "whatsapp" ? "text" : "body");
    assert.equal(text, `${STRINGS.shareText}\n${URL_SENT}`, channel);
  }
  assert.match(messageAddress("whatsapp", URL_SENT), /^https:\/\/wa\.me\/\?text=/);
  assert.match(messageAddress("sms", URL_SENT), /^sms:\?&body=/);
  assert.match(messageAddress("email", URL_SENT), /^mailto:\?subject=[^&+]+&body=/);
});
