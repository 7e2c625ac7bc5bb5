"""Says why a page could not be rendered, without quoting anything of a person at risk."""

from jinja2 import Environment, TemplateNotFound

from jumelage.messages.sentences import Sentence
from jumelage.pages import Page
from jumelage.pages.redirects import Redirect
from jumelage.rendering.template_check import no_template
from jumelage.source.theme import INSTALLED, OWN


class MissingNameError(LookupError):
    """A template asks for something by a name that does not exist."""

    def __init__(self, sentence: Sentence) -> None:
        """Keep the message."""
        self.sentence = sentence
        super().__init__(str(sentence))


def why(error: Exception, env: Environment, private: bool) -> Sentence | str:
    """Return the reason for which a page cannot be rendered; if `private`, it quotes nothing."""
    if isinstance(error, RecursionError):
        return Sentence("the template extends or includes itself; the one that it replaces is 'installed/pages/…'")
    if private:
        return type(error).__name__
    if isinstance(error, MissingNameError):
        return error.sentence
    if isinstance(error, TemplateNotFound):
        message, hint = no_template(str(error.name), env.list_templates())
        return Sentence("{message} {hint}", message=message, hint=hint) if hint else message
    return str(error)


def whence(page: Page | Redirect) -> Sentence:
    """Return which page it is."""
    if page.kind == "person":
        return Sentence("on a page about a person at risk, which is not named here")
    if page.source:
        return Sentence("on the page {path}, from {source}", path=page.path, source=page.source)
    return Sentence("on the page {path}", path=page.path)


def template_place(error: Exception) -> str:
    """Return the innermost template in a traceback with its line, '' if there is none."""
    found = ""
    trace = error.__traceback__
    while trace:
        file = trace.tb_frame.f_code.co_filename
        if file.startswith((f"{OWN}/", f"{INSTALLED}/")):
            found = f"{file}:{trace.tb_lineno}"
        trace = trace.tb_next
    return found
