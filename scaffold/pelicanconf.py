"""The settings of this site; docs/settings.md of Jumelage explains each."""

# Pelican's own generators find nothing. Imported first: Pelican ends with status 0 if a plugin fails later.
try:
    from jumelage.pelican_settings import *
except KeyboardInterrupt:
    raise SystemExit(130) from None

# The site's name and publisher, in each language.
SITENAME = {
    "nl": "Onze gemeente solidair",
    "fr": "Notre commune solidaire",
    "en": "Our municipality in solidarity",
}
PUBLISHER = {
    "nl": "Onze gemeente",
    "fr": "Notre commune",
    "en": "Our municipality",
}
CONTACT = ""  # the e-mail address of a service, never of a person

LANGUAGES = ("nl", "fr", "en")
OBLIGATORY_LANGUAGES = ("nl", "fr")
HOME_COUNTRY = "BE"
TIMEZONE = "Europe/Brussels"

# Where visitors can propose a change: the address of the repository, and its branch.
REPOSITORY = ""
BRANCH = "main"

# SITEURL in the environment takes precedence.
SITEURL = "http://localhost:8000"
