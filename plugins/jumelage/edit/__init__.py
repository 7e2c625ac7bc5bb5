"""Changes to the files of a site as an editor would make them by hand: the rest of a file stays as it is."""

from jumelage.edit.change import Change, RefusedError, refused
from jumelage.edit.journal import Journal, ordered
from jumelage.edit.new import added, proposed_id
from jumelage.edit.questions import Question, described, questions, wrong
from jumelage.edit.rename import renamed
from jumelage.edit.session import Session, editing
from jumelage.edit.translated import translated
from jumelage.edit.withdraw import Withdrawal, left, withdrawal

__all__ = [
    "Change",
    "Journal",
    "Question",
    "RefusedError",
    "Session",
    "Withdrawal",
    "added",
    "described",
    "editing",
    "left",
    "ordered",
    "proposed_id",
    "questions",
    "refused",
    "renamed",
    "translated",
    "withdrawal",
    "wrong",
]
