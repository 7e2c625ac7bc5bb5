"""The state sent to open pages: which site is shown, and what is wrong with it now, in the editor's language."""

import json
from functools import lru_cache
from pathlib import Path
from urllib.parse import quote

from jumelage.messages import report
from jumelage.messages.problems import Problem
from jumelage.messages.sentences import Catalogue, Sentence
from jumelage.serving.preview import Preview

TITLE = Sentence("This page shows the last valid version of the site. It shows the new one once you fix this:")
NEVER = Sentence("There is no valid version of the site to show yet. It appears once you fix this:")
HIDE = Sentence("Hide")


def state(preview: Preview, spoken: Catalogue, local: bool) -> str:
    """
    Return the state for the script of open pages, as JSON on one line.

    `local` means that only this machine is served: then positions are links that open the file in VS Code.
    """
    with preview.lock:
        shown, problems, failure, number = preview.shown, preview.problems, preview.failure, preview.round
    read = lru_cache(maxsize=1)(report.lines)
    found = [_problem(one, preview.root, spoken, local, read) for one in problems]
    if failure:
        found.append({"message": failure.said(spoken)})
    title = (TITLE if shown else NEVER).said(spoken)
    seen = {"number": shown.number if shown else "", "style": shown.workshop.style if shown else ""}
    held = {**seen, "round": number, "problems": found}
    held |= {"title": title, "hide": HIDE.said(spoken)}
    return json.dumps(held, ensure_ascii=False)


def _problem(problem: Problem, root: Path, spoken: Catalogue, local: bool, read: report.Read) -> dict[str, str]:
    place = problem.position
    found = {
        "place": str(place),
        "message": problem.message.said(spoken),
        "hint": problem.hint.said(spoken) if problem.hint else "",
        "code": problem.code.value,
        "frame": "\n".join(report.frame(problem, root, read)),
    }
    if local:
        path = quote((root / place.path).as_posix())
        found["open"] = f"vscode://file/{path.lstrip('/')}:{place.line}:{place.column}"
    return found
