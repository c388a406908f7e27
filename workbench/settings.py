"""What belongs to a computer and not to a file: recent files, the look, where the window was."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

_RECENT = 8


@dataclass
class Settings:
    """Read once, written whenever something changes. A broken or missing file means the defaults."""

    path: Path
    recent: list[str] = field(default_factory=list)
    mode: str = "system"
    zoom: float = 1.0
    page: str = "strategy"
    geometry: str = ""

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """Return the settings of this user."""
        where = path or _usual_place()
        settings = cls(where)
        try:
            found = json.loads(where.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return settings
        if isinstance(found, dict):
            for name, default in asdict(settings).items():
                if name != "path" and isinstance(found.get(name), type(default)):
                    setattr(settings, name, found[name])
        listed: list[object] = list(settings.recent)
        settings.recent = [item for item in listed if isinstance(item, str)]
        return settings

    def remember(self, file: Path) -> None:
        """Put a file at the head of the recent ones."""
        here = str(file.absolute())
        self.recent = [here, *(item for item in self.recent if item != here)][:_RECENT]
        self.save()

    def forget(self, file: str) -> None:
        """Take a file out of the recent ones."""
        self.recent = [item for item in self.recent if item != file]
        self.save()

    def save(self) -> None:
        """Write the settings. A folder that cannot be written is no reason to disturb anybody."""
        values = {name: value for name, value in asdict(self).items() if name != "path"}
        half = self.path.with_name(f"{self.path.name}.part")
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            half.write_text(json.dumps(values, indent=2), encoding="utf-8")
            half.replace(self.path)
        except OSError:
            return


def _usual_place() -> Path:
    from platformdirs import user_config_path

    return user_config_path("remit", appauthor=False) / "settings.json"


def documents_folder() -> Path:
    """Return where this user keeps documents."""
    from platformdirs import user_documents_path

    folder = user_documents_path()
    return folder if folder.is_dir() else Path.home()


def data_folder() -> Path:
    """Return where Remit keeps what it makes itself, such as the sample that a user plays with."""
    from platformdirs import user_data_path

    return user_data_path("remit", appauthor=False)
