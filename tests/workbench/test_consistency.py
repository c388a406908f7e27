"""Random edits, undo, redo and reopening: memory always equals the file, and undoing all gives back the start."""

import sqlite3
import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from models.document import Document
from tests.workbench.edits import Editor
from workbench import store
from workbench.session import Session


class Workspace(RuleBasedStateMachine):
    """One file, worked on by somebody who changes their mind a lot."""

    @initialize(seed=st.integers(0, 10**9))
    def begin(self, seed: int) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(self.folder.name) / "random.remit"
        self.session = Session.create(self.path)
        self.editor = Editor(self.session, seed, with_scenarios=True)
        # What the document was before each edit in force, and after each that was undone.
        self.before: list[Document] = []
        self.undone: list[Document] = []

    @rule(count=st.integers(1, 12))
    def edit(self, count: int) -> None:
        for _ in range(count):
            document = self.session.document
            if self.editor.step():
                self.before.append(document)
                self.undone.clear()
            else:
                assert self.session.document is document

    @rule(count=st.integers(1, 6))
    def undo(self, count: int) -> None:
        for _ in range(count):
            here = self.session.document
            if self.session.undo() is None:
                assert not self.before
                return
            self.undone.append(here)
            assert self.session.document == self.before.pop()

    @rule(count=st.integers(1, 6))
    def redo(self, count: int) -> None:
        for _ in range(count):
            here = self.session.document
            if self.session.redo() is None:
                assert not self.undone
                return
            self.before.append(here)
            assert self.session.document == self.undone.pop()

    @rule()
    def reopen(self) -> None:
        document = self.session.document
        self.session.close()
        assert not self.path.with_name(self.path.name + "-wal").exists()
        self.session = self.editor.session = Session.open(self.path)
        assert self.session.document == document

    @invariant()
    def the_file_holds_what_memory_holds(self) -> None:
        fresh = sqlite3.connect(f"{self.path.as_uri()}?mode=ro", uri=True, isolation_level=None)
        try:
            assert store.load(fresh, self.path) == self.session.document
            assert fresh.execute("PRAGMA foreign_key_check").fetchall() == []
        finally:
            fresh.close()

    def teardown(self) -> None:
        if not hasattr(self, "session"):
            return
        while self.session.undo() is not None:
            pass
        assert self.session.document == Document()
        self.session.close()
        self.folder.cleanup()


TestWorkspace = Workspace.TestCase
TestWorkspace.settings = settings(max_examples=25, stateful_step_count=20, deadline=None)
