"""Whom to contact about security problems of the site."""

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from jumelage.messages.problems import Code
from jumelage.messages.sentences import Sentence
from jumelage.model.part import Part
from jumelage.model.values import Day, Line, refuse
from jumelage.source.web_addresses import address_fault


def _contact(text: str) -> str:
    if not re.fullmatch(r"mailto:[^@\s]+@[^@\s]+|https://[^\s/]\S*|/\S+/", text):
        message = Sentence("'{text}' is neither an e-mail address nor a web address.", text=text)
        hint = Sentence("Write mailto:…, https://… or the address of a page of this site, such as /nl/over-deze-site/.")
        raise refuse(Code.INVALID_VALUE, message, hint)
    if text.startswith("https:") and (fault := address_fault(text)):
        raise refuse(Code.UNSAFE_ADDRESS, Sentence("'{text}' is not a web address.", text=text), fault)
    return text


Contact = Annotated[Line, AfterValidator(_contact)]


class Security(Part):
    """The contents of `security.txt`: whom to contact, confidentially, about vulnerabilities of the site."""

    contacts: tuple[Contact, ...] = Field(
        (), description="Where to write: mailto:…, https://… or a page of this site; the best one first."
    )
    expires: Day = Field(description="Until when this holds; at most a year ahead.")
    policy: Contact | None = Field(None, description="A page on how reports are treated.")
