// A room of made-up patients, and nothing that shows it: whose screens it draws, and when.

window.screens = (() => {
  const NOW = 1_600_000_000;
  const SIGNS = ["heart-rate", "spo2", "respiratory-rate", "systolic-pressure", "diastolic-pressure", "body-temperature", "consciousness"];
  const catalogue = new Map(SIGNS.map((id) => [id, { id, kind: id === "consciousness" ? "observation" : "vital", staleAfter: 3600 }]));
  const card = { initTexture() {}, copyTextureToTexture() {} };
  let room = null;
  let patients = [];
  let time = 0;

  const known = (value, measured = NOW) => ({ value, measured, received: measured });

  const patientOf = (bed) => ({ patient: `s-${bed}`, place: { ward: "S", bed: String(bed), origin: "real", expected: { "heart-rate": 600 } }, vitals: { "heart-rate": known(70) }, scores: [] });

  const meshWith = (attribute, of = room) => of.scene.children.find((each) => each.geometry?.attributes[attribute]);

  const show = () => patients.forEach((patient) => room.show(patient, NOW, catalogue));

  /** Whole numbers below n, the same ones each time. */
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;

  const anyVital = (now) => known(random(5), now - random(random(2) ? 9_000 : 150));

  function anyScores(now) {
    const contributions = Object.fromEntries(SIGNS.filter(() => random(2)).map((id) => [`${id}.last`, random(4)]));
    return random(4) > 0 ? [{ model: "news2", outcome: "score", value: random(12), known: now - random(400), contributions }] : [];
  }

  function anyPatient(bed, now) {
    const patient = patientOf(bed);
    for (const id of SIGNS) {
      if (random(4) > 0) patient.vitals[id] = anyVital(now);
      if (random(3) > 0) patient.place.expected[id] = 1 + random(random(2) ? 4_000 : 60);
    }
    const from = now - 300 + random(900);
    if (random(2)) patient.place.pauses = [{ vital: SIGNS[random(SIGNS.length)], from, until: from + random(600) }];
    patient.scores = anyScores(now);
    return patient;
  }

  /** Of two values one is too old; while the other is not asked for, nobody can tell how this patient is. */
  function pausedPatient(bed, now) {
    const patient = patientOf(bed);
    patient.vitals = { "heart-rate": known(70, now - 40 - random(50)), spo2: known(97, now) };
    patient.place.expected = { "heart-rate": 30, spo2: 3_000 };
    const from = now - 10 + random(20);
    patient.place.pauses = [{ vital: "spo2", from, until: from + 1 + random(60) }];
    return patient;
  }

  /** Something of a patient as the feed takes it in: values within the same object, all else as another one. */
  function change(ward, i, now) {
    const patient = ward[i];
    const what = random(12);
    if (what === 0) ward[i] = random(2) ? anyPatient(i, now) : pausedPatient(i, now);
    else if (what === 1) patient.scores = anyScores(now);
    else if (what === 2) patient.episode = { alerts: random(2) ? [{ alert: "a", sequence: 1, priority: "high", state: random(2) ? "active" : "acknowledged", because: "?" }] : [] };
    else patient.vitals[SIGNS[random(SIGNS.length)]] = anyVital(now);
    return patient.patient;
  }

  return {
    /** Screens for so many patients; none is drawn yet. */
    async hang(beds) {
      const { Room } = await import("/room.js");
      room = new Room();
      patients = Array.from({ length: beds }, (_, i) => patientOf(i + 1));
      room.arrange(patients, true);
      show();
    },

    /** The beds whose screens are drawn for one picture. */
    picture(most) {
      const before = written.sheets.length;
      room.paint(card, most, (time += 1000));
      return written.sheets.slice(before).filter((sheet) => sheet.some(({ text }) => text === "HR")).map((sheet) => sheet[0].text).join();
    },

    /** Another heart rate for everybody. */
    measure(value) {
      for (const { vitals } of patients) vitals["heart-rate"] = known(value);
      show();
    },

    /** Another NEWS2 for a bed, all if none is named. */
    score(value, bed = null) {
      for (const patient of patients) {
        if (bed === null || patient.place.bed === bed) patient.scores = [{ model: "news2", outcome: "score", value, known: NOW, contributions: {} }];
      }
      show();
    },

    alert(bed, limit = 130) {
      const because = `Heart rate is above ${limit} /min`;
      patients.find(({ place }) => place.bed === bed).episode = { alerts: [{ alert: "a", sequence: 1, priority: "high", state: "active", because }] };
      show();
    },

    /** One patient leaves, another comes. */
    replace(bed, other) {
      patients = patients.map((patient) => (patient.place.bed === bed ? patientOf(other) : patient));
      room.arrange(patients, true);
      show();
    },

    /** One patient leaves, and nobody comes. */
    leave(bed) {
      patients = patients.filter(({ place }) => place.bed !== bed);
      room.arrange(patients, true);
      show();
    },

    see(isSeen) {
      room.scene.visible = isSeen;
    },

    /** How many screens hang there. */
    hanging(of = room) {
      const tall = ({ instanceMatrix, count }) => Array.from({ length: count }, (_, i) => instanceMatrix.array[i * 16 + 5] > 0);
      const screens = tall(meshWith("cell", of));
      if (screens.join() !== tall(meshWith("place", of)).join()) return "values where no screen is";
      return screens.filter((isThere) => isThere).length;
    },

    /** What the screen says of a heart rate of that age, in words. */
    async age(seconds) {
      const tile = await import("/tile.js");
      const patient = patientOf(1);
      patient.vitals["heart-rate"] = known(70, NOW - seconds);
      return tile.contents(patient, NOW, catalogue).ages[0];
    },

    /** What is given to the graphics card as the first screen's values. */
    letters() {
      const { letter, place } = meshWith("letter").geometry.attributes;
      return [...letter.array.slice(0, letter.array.length / place.count)].join();
    },

    /**
     * Lets so much happen to a ward. Gives whom the rounds left as they were although they are another
     * way, and how often they left somebody alone rightly.
     */
    async rounds(steps) {
      const [ask, tile, format, { Rounds }] = await Promise.all(["/patient.js", "/tile.js", "/format.js", "/rounds.js"].map((path) => import(path)));
      const rounds = new Rounds();
      let now = NOW;
      const onScreen = (patient) => JSON.stringify([tile.contents(patient, now, catalogue), tile.values(patient, now, catalogue)]);
      const inList = (patient) => {
        const score = ask.scoreOf(patient, "news2");
        const isOld = score !== null && ask.isScoreStale(patient, score, now, catalogue);
        return JSON.stringify([patient.place, patient.episode, score, isOld && format.age(now - score.known), ask.unmonitored(patient, now, catalogue)]);
      };
      const inOrder = (ward) => ask.byNeed(ward, now, catalogue).map(({ patient }) => patient).join();
      const ward = Array.from({ length: 8 }, (_, i) => anyPatient(i, now));
      const shown = new Map();
      const wrong = [];
      let order = "";
      let left = 0;
      for (let step = 0; step < steps; step++) {
        const changed = step === 0 ? null : new Set(Array.from({ length: random(3) }, () => change(ward, random(ward.length), now)));
        if (random(2)) now += random(10) ? 1 : random(150);
        else if (random(40) === 0) now -= random(200);
        const { due, measured, isReordered } = rounds.take(ward, changed, now, catalogue);
        for (const patient of [...due, ...measured]) shown.set(`screen ${patient.patient}`, onScreen(patient));
        for (const patient of due) shown.set(`list ${patient.patient}`, inList(patient));
        if (isReordered) order = inOrder(ward);
        left += ward.length - due.length - measured.length;
        if (order !== inOrder(ward)) wrong.push(`${step} order`);
        for (const patient of ward) {
          if (shown.get(`screen ${patient.patient}`) !== onScreen(patient)) wrong.push(`${step} screen`);
          if (shown.get(`list ${patient.patient}`) !== inList(patient)) wrong.push(`${step} list`);
        }
      }
      return { wrong: wrong.slice(0, 9).join(), left };
    },
  };
})();
