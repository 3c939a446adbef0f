"use strict";
(() => {
  const $ = (id) => document.getElementById(id);
  const form = $("filter");
  const list = $("list");
  const lang = document.documentElement.lang;
  const low = (text) => text.normalize("NFC").toLocaleLowerCase(lang);
  const number = new Intl.NumberFormat(lang, { useGrouping: lang === "sv" ? "min2" : "always" });

  /* What can be found: each clinic with its findings. Texts are read when somebody first searches. */
  const rules = JSON.parse(form.dataset.rules);
  const lazily = (make) => {
    let made;
    return () => (made ??= make());
  };
  const found = (element) => {
    const [clauses, role] = rules[element.dataset.r];
    return {
      element,
      clauses: clauses.map(String),
      role: element.dataset.w ?? String(role),
      severity: element.classList[1],
      change: element.dataset.c ?? "",
      text: lazily(() => low(element.textContent)),
    };
  };
  const clinics = [...list.querySelectorAll("details.k")].map((element) => ({
    element,
    standing: element.dataset.s,
    name: lazily(() => low(element.querySelector("h3").textContent + " " + element.querySelector(".id").textContent)),
    findings: [...element.querySelectorAll(".f")].map(found),
  }));
  const clear = [...document.querySelectorAll(".clear")].map((element) => ({
    element,
    standing: element.dataset.s,
    names: [...element.querySelectorAll("li")].map((item) => ({ item, text: lazily(() => low(item.textContent)) })),
  }));
  const all = clinics.filter((clinic) => clinic.findings.length).length + clear.reduce((sum, one) => sum + one.names.length, 0);

  const value = (id) => ($(id) ? $(id).value : "");
  const show = (element, is) => {
    if (element.hidden === is) element.hidden = !is;
  };

  function apply() {
    const text = low(value("f-text").trim());
    const [clause, severity, role, standing, change] = ["clause", "severity", "role", "standing", "change"].map((name) => value("f-" + name));
    const ofFindings = clause || severity || role || change;
    let seen = 0;
    let findings = 0;
    for (const clinic of clinics) {
      let some = 0;
      if (!standing || clinic.standing === standing) {
        const whole = !text || clinic.name().includes(text);
        for (const one of clinic.findings) {
          const fits =
            (!clause || one.clauses.includes(clause)) &&
            (!severity || one.severity === severity) &&
            (!role || one.role === role) &&
            (!change || one.change === change) &&
            (whole || one.text().includes(text));
          show(one.element, fits);
          some += fits;
        }
      }
      show(clinic.element, some > 0);
      seen += some > 0;
      findings += some;
    }
    for (const group of clear) {
      let some = 0;
      const fits = !ofFindings && (!standing || group.standing === standing);
      for (const { item, text: own } of group.names) {
        const is = fits && (!text || own().includes(text));
        show(item, is);
        some += is;
      }
      show(group.element, some > 0);
      seen += some;
    }
    if ($("clear")) show($("clear"), clear.some((group) => !group.element.hidden));
    const told = form.dataset.shown.replace("%c", number.format(seen)).replace("%n", number.format(all)).replace("%f", number.format(findings));
    $("f-shown").value = seen ? told : form.dataset.none;
  }

  function reset() {
    for (const control of form.querySelectorAll("input, select")) control.value = "";
    apply();
  }

  /* A link leads to what it names, wherever that is folded or filtered away. */
  function reveal(id) {
    const target = id && $(id);
    if (!target) return;
    if (target.closest("[hidden]")) reset();
    for (let folded = target.closest("details"); folded; folded = folded.parentElement.closest("details")) folded.open = true;
    target.scrollIntoView();
  }

  let waiting;
  $("f-text").addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(apply, 120);
  });
  for (const control of form.querySelectorAll("select")) control.addEventListener("change", apply);
  form.addEventListener("submit", (event) => event.preventDefault());
  $("f-clear").addEventListener("click", () => {
    reset();
    $("f-text").focus();
  });
  const fold = (open) => () => {
    for (const clinic of clinics) if (!clinic.element.hidden) clinic.element.open = open;
  };
  $("f-open").addEventListener("click", fold(true));
  $("f-close").addEventListener("click", fold(false));
  document.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link) return;
    if (link.dataset.clause !== undefined) {
      reset();
      $("f-clause").value = link.dataset.clause;
      apply();
    } else {
      reveal(link.hash.slice(1));
    }
  });
  window.addEventListener("hashchange", () => reveal(location.hash.slice(1)));

  form.hidden = false;
  apply();
  reveal(location.hash.slice(1));
})();
