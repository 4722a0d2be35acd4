// Shows times in the reader's zone, and says which one that is. Without this they are in UTC.
const language = document.documentElement.lang;
// How they write dates where the reader lives, if that is in the page's language.
const regional = navigator.languages.find((tag) => tag.split("-")[0] === language.split("-")[0]);
const format = new Intl.DateTimeFormat(regional ?? language, {
  day: "numeric", month: "long", year: "numeric", hour: "2-digit", minute: "2-digit", timeZoneName: "short",
});
for (const time of document.querySelectorAll("time[datetime]")) {
  const at = new Date(time.dateTime);
  if (Number.isNaN(at.valueOf())) continue;
  time.title = time.textContent;
  time.textContent = format.format(at);
}
