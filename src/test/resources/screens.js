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

  const meshWith = (attribute) => room.scene.children.find((each) => each.geometry?.attributes[attribute]);

  const show = () => patients.forEach((patient) => room.show(patient, NOW, catalogue));

  /** Whole numbers below n, the same ones each time. */
  let seed = 7;
  const random = (n) => (seed = (seed * 48271) % 2147483647) % n;

  function anyPatient() {
    const patient = patientOf(1);
    for (const id of SIGNS) {
      if (random(4) > 0) patient.vitals[id] = known(random(5), NOW - random(9_000));
      if (random(3) > 0) patient.place.expected[id] = 1 + random(4_000);
    }
    const from = NOW - 300 + random(900);
    if (random(2)) patient.place.pauses = [{ vital: SIGNS[random(SIGNS.length)], from, until: from + random(600) }];
    const contributions = Object.fromEntries(SIGNS.filter(() => random(2)).map((id) => [`${id}.last`, random(4)]));
    if (random(3) > 0) patient.scores = [{ model: "news2", outcome: "score", value: random(12), known: NOW - random(400), contributions }];
    return patient;
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

    alert(bed) {
      const because = "Heart rate is above 130 /min";
      patients.find(({ place }) => place.bed === bed).episode = { alerts: [{ alert: "a", sequence: 1, priority: "high", state: "active", because }] };
      show();
    },

    /** One patient leaves, another comes. */
    change(bed, other) {
      patients = patients.map((patient) => (patient.place.bed === bed ? patientOf(other) : patient));
      room.arrange(patients, true);
      show();
    },

    see(isSeen) {
      room.scene.visible = isSeen;
    },

    /** How many screens hang there. */
    hanging() {
      const { instanceMatrix, count } = meshWith("cell");
      return Array.from({ length: count }, (_, i) => instanceMatrix.array[i * 16 + 5]).filter((tall) => tall > 0).length;
    },

    /** What is given to the graphics card as the first screen's values. */
    letters: () => [...meshWith("letter").geometry.attributes.letter.array.slice(0, 192)].join(),

    /** Of so many patients: what is said otherwise of one before the second from which they are looked at again. */
    async unsteady(count) {
      const [ask, tile, format] = await Promise.all([import("/patient.js"), import("/tile.js"), import("/format.js")]);
      const saidAt = (patient, now) => {
        const score = ask.scoreOf(patient, "news2");
        const old = score && ask.isScoreStale(patient, score, now, catalogue) ? format.age(now - score.known) : "";
        return JSON.stringify([tile.contents(patient, now, catalogue), tile.values(patient, now, catalogue), ask.need(patient, now, catalogue), old]);
      };
      const wrong = [];
      let longest = 0;
      for (let i = 0; i < count; i++) {
        const patient = anyPatient();
        const until = ask.steadyUntil(patient, NOW, catalogue);
        const said = saidAt(patient, NOW);
        for (let now = NOW + 1; now < Math.min(until, NOW + 500); now++) {
          longest = Math.max(longest, now - NOW);
          if (saidAt(patient, now) !== said) wrong.push(`${i} at ${now - NOW}`);
        }
      }
      return `${wrong.join()} ${longest > 30}`;
    },
  };
})();
