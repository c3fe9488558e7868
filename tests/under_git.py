"""Throw-away git repositories for tests, out of reach of the machine's own settings, and small invented records."""

import os
import subprocess
from pathlib import Path

RECORD = """\
id: {id}
label: {id}
design: rct
reports: {{roe: {{role: primary, published: 2020, doi: 10.5555/{id}}}}}
population: {{indications: {{crps: 40}}}}
arms: {{drgs: {{intervention: drgs}}, scs: {{intervention: scs-tonic}}}}
results:
  - outcome: responder-50
    months: 3
    arms:
      drgs: {{events: {drgs}, n: 20}}
      scs: {{events: {scs}, n: 20}}
    source: {{report: roe, at: Table 2}}
"""
REVIEW = "question: Why?\n"


def trial(name: str, drgs: int = 15, scs: int = 8) -> str:
    """The record of an invented trial with one row."""
    return RECORD.format(id=name, drgs=drgs, scs=scs)


class Git:
    """A repository in a folder of its own, with the records in `studies`."""

    def __init__(self, top: Path, *init: str) -> None:
        self.top = top
        top.mkdir(parents=True, exist_ok=True)
        self("init", "--quiet", "--initial-branch=main", *init)

    @property
    def studies(self) -> Path:
        """The folder of records."""
        return self.top / "studies"

    def __call__(self, *arguments: str | Path) -> str:
        """What git prints."""
        settings = ("user.name=Roe", "user.email=roe@example.org", "core.autocrlf=false", "protocol.file.allow=always")
        flags = [part for setting in settings for part in ("-c", setting)]
        command = ["git", *flags, *map(str, arguments)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
        environment = {
            **kept,
            "HOME": str(self.top),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_DATE": "2026-01-02T03:04:05+00:00",
            "GIT_COMMITTER_DATE": "2026-01-02T03:04:05+00:00",
        }
        done = subprocess.run(command, cwd=self.top, env=environment, check=True, capture_output=True)
        return done.stdout.decode().strip()

    def write(self, files: dict[str, str | None]) -> None:
        """Put texts into the folder of records; None removes a file."""
        self.studies.mkdir(exist_ok=True)
        for name, text in files.items():
            path = self.studies / name
            if text is None:
                path.unlink()
            else:
                path.write_text(text, encoding="utf-8")

    def commit(self, message: str, files: dict[str, str | None]) -> str:
        """Commit the folder of records with these texts; gives the commit."""
        self.write(files)
        self("add", "--all")
        self("commit", "--quiet", "--allow-empty", "--message", message)
        return self("rev-parse", "HEAD")
