// What all parts of the desk's script use.
export const say = JSON.parse(document.body.dataset.say ?? "{}");

// in small letters, without accents, and with plain spaces
export const fold = (s) => s.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}.]+/gu, " ").trim();

export const make = (tag, text, name) => {
	const e = document.createElement(tag);
	if (text) e.textContent = text;
	if (name) e.className = name;
	return e;
};

// says something to who cannot see it happen
export const tell = (text) => { document.getElementById("told").textContent = text; };
