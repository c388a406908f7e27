"""The dressed application of the tests of the screen."""

from tests.views.conftest import dressed, qapp_args

__all__ = ["dressed", "qapp_args"]
