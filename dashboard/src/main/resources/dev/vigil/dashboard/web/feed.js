// The live feed: one WebSocket, the ward as it stands, and whether it is live. Board and 3D ward
// share it. Who looks is known by a cookie that no script can read; a link's code comes in the page's
// fragment, which browsers keep to themselves.

import { t } from "./language.js";
import { moment, since } from "./moment.js";
import { Told } from "./told.js";

const SILENT_MS = 5_000;
const DEAF_MS = 15_000;
const STANDSTILL_MS = 10_000;
const LONGEST_WAIT_MS = 5_000;
const UNAUTHORIZED = 4401;
const SERVER_FAILED = 500;

/**
 * Events: `change` (detail: set of patient ids, or null for all), `episode` (detail: id of the
 * patient whose alerts have changed, after `change`), `transition` (detail: a step in the life of an alert),
 * `liveness` (detail: {live, reason}), `presence` (detail: who else is in a 3D ward), `denied` (detail:
 * why, for people), `me`.
 */
export class Feed extends EventTarget {
  catalogue = new Map();
  live = [];
  now = null;
  ready = false;
  me = null;
  #socket = null;
  #position = null;
  #heardAt = moment();
  #wait = 500;
  #beatAt = null;
  #advancedAt = null;
  #said = null;
  #told = new Told();

  constructor() {
    super();
    setInterval(() => {
      this.#judge();
      this.#revive();
    }, 500);
  }

  /** Begins: by the code of the link that was opened, or by a session that is there already. */
  async begin() {
    const code = new URLSearchParams(location.hash.slice(1)).get("sign-in");
    let problem = null;
    if (code) {
      history.replaceState(null, "", location.pathname + location.search);
      try {
        await this.signIn({ code });
        return;
      } catch (failure) {
        problem = failure.message;
      }
    }
    try {
      this.#isNow(await this.api("GET", "/api/me"));
      this.#open();
    } catch (failure) {
      // A screen on a wall comes back by itself once the server can say who it is.
      if (problem === null && !(failure.status < SERVER_FAILED)) setTimeout(() => this.begin(), LONGEST_WAIT_MS);
      else this.#deny(problem);
    }
  }

  /** By name and password, or by the code of a link; throws an Error with a sentence for people. */
  async signIn(credentials) {
    this.#isNow(await this.api("POST", "/api/sign-in", credentials));
    this.#open();
  }

  async signOut() {
    const { next } = await this.api("POST", "/api/sign-out");
    if (next) location.assign(next);
    else location.reload();
  }

  #isNow(me) {
    this.me = me;
    this.dispatchEvent(new Event("me"));
  }

  #deny(why) {
    this.me = null;
    this.dispatchEvent(new CustomEvent("denied", { detail: why }));
  }

  /**
   * Names how far it has heard the alert transitions: the server tells those that were missed. A page
   * whose address names wards (?ward=A&ward=B) hears of those alone.
   */
  #open() {
    this.#drop();
    const asked = new URLSearchParams(new URLSearchParams(location.search).getAll("ward").map((ward) => ["ward", ward]));
    if (this.#position !== null) asked.set("heard", this.#position);
    const socket = new WebSocket(`${location.protocol === "https:" ? "wss" : "ws"}://${location.host}/ws?${asked}`);
    this.#socket = socket;
    this.#heardAt = moment();
    // Without a session the server waits for a token, which no page has.
    socket.onopen = () => socket.send("{}");
    socket.onmessage = (message) => this.#take(JSON.parse(message.data));
    socket.onclose = (closed) => {
      this.#socket = null;
      if (closed.code === UNAUTHORIZED) {
        this.#forget();
        this.#deny(t("signIn.signedOut"));
        return;
      }
      setTimeout(() => this.#open(), this.#wait);
      this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
    };
  }

  /** A connection can be dead without a word, as after a change of network: then another is opened. */
  #revive() {
    if (this.#socket !== null && since(this.#heardAt) >= DEAF_MS) this.#open();
  }

  /** Hears nothing more of the connection of before: two would say everything twice. */
  #drop() {
    if (this.#socket === null) return;
    this.#socket.onopen = this.#socket.onmessage = this.#socket.onclose = null;
    this.#socket.close();
  }

  #take(message) {
    const handlers = {
      welcome: () => this.#welcome(message),
      snapshot: () => this.#snapshot(message.ward),
      update: () => this.#update(message),
      event: () => this.#event(message),
      beat: () => this.#beat(message),
      presence: () => this.dispatchEvent(new CustomEvent("presence", { detail: message })),
    };
    this.#heardAt = moment();
    handlers[message.type]?.();
    this.#position = message.position ?? this.#position;
  }

  #welcome(message) {
    this.#wait = 500;
    this.#beatAt = moment();
    // What is shown is of before the break until the snapshot comes.
    this.ready = false;
    this.catalogue = new Map(message.vitals.map((sign) => [sign.id, sign]));
  }

  #snapshot(ward) {
    this.ready = ward.ready;
    this.live = ward.live;
    this.#told.snapshot(ward);
    this.#advance(ward.now);
    this.#changed(null);
    this.#judge();
  }

  #update(message) {
    this.#advance(message.now);
    this.#changed(this.#told.update(message));
  }

  /** Whoever is out sees nothing of before. */
  #forget() {
    this.#told = new Told();
    this.#position = null;
    this.#beatAt = null;
    this.#changed(null);
  }

  #event(message) {
    this.#advance(message.now);
    const { type, patient, episode, transition } = message.event;
    if (type === "episode") {
      const known = this.patients.get(patient);
      if (known) known.episode = episode;
      this.#changed(new Set([patient]));
      this.dispatchEvent(new CustomEvent("episode", { detail: patient }));
    } else {
      this.dispatchEvent(new CustomEvent("transition", { detail: transition }));
    }
  }

  #beat(message) {
    this.#beatAt = moment();
    this.ready = message.ready;
    const before = this.now;
    this.#advance(message.now);
    this.#judge();
    if (before !== this.now) this.#changed(new Set());
  }

  #advance(now) {
    if (now !== null && now !== undefined && now !== this.now) {
      this.now = now;
      this.#advancedAt = moment();
    }
  }

  #changed = (ids) => this.dispatchEvent(new CustomEvent("change", { detail: ids }));

  /** Whom the server has told of, by their ids. */
  get patients() {
    return this.#told.patients;
  }

  /** Whether all that the server shows has come. */
  get isWhole() {
    return this.ready && this.#told.isWhole;
  }

  get isLive() {
    return this.#said === "live";
  }

  /** Says something to the server that needs no answer; without a connection it is not said. */
  say(message) {
    if (this.me && this.#socket?.readyState === WebSocket.OPEN) this.#socket.send(JSON.stringify(message));
  }

  /** Nothing may look current when it is not: says so, whichever part of the way is silent. */
  #judge() {
    const reason = this.#whyNotLive();
    const said = reason ?? "live";
    if (said !== this.#said) {
      this.#said = said;
      this.dispatchEvent(new CustomEvent("liveness", { detail: { live: reason === null, reason } }));
    }
  }

  #whyNotLive() {
    if (this.#beatAt === null) return t("feed.connectingTo");
    if (since(this.#beatAt) > SILENT_MS) return t("feed.silent");
    if (this.now === null) return t("feed.noClock");
    if (!this.isWhole) return t("feed.reading");
    if (since(this.#advancedAt) > STANDSTILL_MS) return t("feed.standstill");
    return null;
  }

  /** Calls the API; throws an Error whose message is a sentence for people, and whose field is the one that is wrong. */
  async api(method, path, body) {
    let response;
    try {
      response = await fetch(path, {
        method,
        cache: "no-store",
        headers: { ...(this.me ? { "X-Vigil-Page": this.me.pageToken } : {}), ...(body ? { "Content-Type": "application/json" } : {}) },
        body: body ? JSON.stringify(body) : undefined,
      });
    } catch {
      throw new Error(t("feed.noAnswer"));
    }
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) {
      const sentence = t("feed.refused", { error: answer.error ?? t("feed.status", { n: response.status }), expected: answer.expected ?? "?", remedy: answer.remedy ?? "" });
      throw Object.assign(new Error(sentence), { field: answer.field, status: response.status });
    }
    return answer;
  }

  /** @param terms forSeconds, worseBy, anotherKind, because: when it is to ask again, and why it is quiet */
  acknowledge(alert, terms = {}) {
    return this.api("POST", `/api/alerts/${encodeURIComponent(alert.alert)}/acknowledge`, { sequence: alert.sequence, ...terms });
  }

  /** Puts an alert aside for a time; high priority only with a reason. */
  shelve(alert, seconds, because) {
    return this.api("POST", `/api/alerts/${encodeURIComponent(alert.alert)}/shelve`, { sequence: alert.sequence, forSeconds: seconds, because });
  }

  /** What a person found of an alert; `verdict` is useful, not-useful or known. */
  feedback(alert, verdict) {
    return this.api("POST", `/api/alerts/${encodeURIComponent(alert.alert)}/feedback`, { verdict });
  }

  unshelve(alert) {
    return this.api("POST", `/api/alerts/${encodeURIComponent(alert.alert)}/unshelve`, { sequence: alert.sequence });
  }
}
