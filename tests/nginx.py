"""A real nginx with `deploy/nginx.conf`, on a port of this machine and with all that it writes in one folder."""

import http.client
import os
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from ports import free_port, taken
from running import waited
from sites import ROOT

CONF = (ROOT / "deploy" / "nginx.conf").read_text("utf-8")
MODULE = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;"
AROUND = """\
{user}
{module}
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    # As Debian has it.
    gzip on;
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
    include {folder}/jumelage.conf;
}}
"""


class Answer(NamedTuple):
    """What a server answers."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """An nginx on a port of this machine, and the folder that it serves."""

    port: int
    root: Path
    process: int

    def worked(self) -> float:
        """Return the processor time of those who answer, in seconds."""
        workers = Path(f"/proc/{self.process}/task/{self.process}/children").read_text("ascii").split()
        fields = [Path(f"/proc/{one}/stat").read_text("ascii").rpartition(")")[2].split() for one in workers]
        return sum(int(ticks) for one in fields for ticks in one[11:13]) / os.sysconf("SC_CLK_TCK")

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=10)
        try:
            connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
            answer = connection.getresponse()
            said: dict[str, str] = {}
            for name, value in answer.getheaders():
                said[name] = f"{said[name]}, {value}" if name in said else value
            return Answer(answer.status, said, answer.read())
        finally:
            connection.close()


@contextmanager
def serving(root: Path, folder: Path, brotli: bool = True) -> Iterator[Server]:
    """Serve `root` for the time of a `with`; nginx's own files stand in `folder`. It has nothing to warn of."""
    port = free_port()
    own = CONF.replace("/srv/jumelage/output.packed", str(root)).replace("listen [::]:80;", "")
    own = own.replace("listen 80;", f"listen 127.0.0.1:{port};")
    lines = [line for line in own.splitlines(keepends=True) if brotli or "brotli_static on;" not in line]
    (folder / "jumelage.conf").write_text("".join(lines), "utf-8")
    # Started by root it would read as another user, who may not read what the tests have made for themselves.
    user = "user root;" if os.getuid() == 0 else ""
    around = AROUND.format(user=user, module=MODULE if brotli else "", folder=folder)
    (folder / "nginx.conf").write_text(around, "utf-8")
    nginx = os.environ.get("NGINX_PATH", "/usr/sbin/nginx")
    command = [nginx, "-p", str(folder), "-c", str(folder / "nginx.conf")]
    tried = subprocess.run([*command, "-t"], capture_output=True, encoding="utf-8", check=False)
    assert tried.returncode == 0, tried.stderr
    assert "[warn]" not in tried.stderr.replace('[warn] the "user" directive', "")
    with subprocess.Popen(command, stderr=subprocess.DEVNULL) as process:
        try:
            assert waited(lambda: taken(port))
            yield Server(port, root, process.pid)
        finally:
            # Not killed: its workers would go on without it.
            process.terminate()
