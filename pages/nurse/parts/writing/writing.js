// The one account that is being written, drawn into the page.

globalThis.revalidationDesks ??= new Map(); // this script may be loaded anew; what is being typed stays

export default function ({ data, parentElement, setTriggerValue }) {
  const desks = globalThis.revalidationDesks;
  const name = `${data.keys[0].owner} ${data.account}`;
  if (!desks.has(name)) desks.set(name, new Desk(data));
  const desk = desks.get(name);
  const place = parentElement.querySelector(".writing");
  place.sheet ??= new Sheet(place, data, desk);
  place.sheet.onFinish = (revision) => setTriggerValue("finish", revision);
  desk.sheet = place.sheet;
  desk.take(data);
  desk.sheet.show();
  return () => desk.leave(() => desks.delete(name));
}
