"""Settings that are true everywhere; `docs/settings.md` explains each."""

# Pelican's own generators find nothing. Imported first: a plugin that fails later leaves Pelican with status 0.
try:
    from jumelage.pelican_settings import *
except KeyboardInterrupt:
    raise SystemExit(130) from None

# What the site is called and who publishes it, in each language.
SITENAME = {
    "nl": "Brusselse gemeenten solidair",
    "fr": "Communes bruxelloises solidaires",
    "en": "Brussels municipalities in solidarity",
}
PUBLISHER = {
    "nl": "het Jumelage-team",
    "fr": "l'équipe Jumelage",
    "en": "the Jumelage team",
}
# What visitors must know of it, at the foot of each page.
PUBLISHER_NOTE = {
    "nl": "Deze site is niet van de gemeenten zelf.",
    "fr": "Ce site n'est pas édité par les communes.",
    "en": "The municipalities themselves do not publish this site.",
}
CONTACT = ""  # the e-mail address of a service, never of a person

LANGUAGES = ("nl", "fr", "en")
OBLIGATORY_LANGUAGES = ("nl", "fr")
HOME_COUNTRY = "BE"
TIMEZONE = "Europe/Brussels"

# Where readers can propose a change: the address of the repository, and its branch.
REPOSITORY = ""
BRANCH = "main"

# The environment's SITEURL goes before this one.
SITEURL = "http://localhost:8000"
