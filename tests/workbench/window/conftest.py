"""The dressed application of the tests of the screen."""

from tests.views.conftest import dressed

__all__ = ["dressed"]
